// Prints the error that a start rejects with, as JSON.
import { PythonContext } from "@stemma/python-context";

try {
  await PythonContext.start();
  console.log(JSON.stringify({ code: null, message: "Python started" }));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message, advice: error.advice }));
}
