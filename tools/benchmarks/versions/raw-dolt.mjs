import { startDolt } from "@stemma/test-cleanup/dolt";
import { createConnection } from "mysql2/promise";

const rowsPerStatement = 100;
const columns = 6;

/** The ceilings of the SQL: a Dolt server of its own, by mysql2 with server-side parameters. */
export async function rawDolt(directory) {
  const server = await startDolt();
  const connection = await createConnection(server.urlOf(""));
  await connection.query("CREATE DATABASE raw");
  await connection.query("USE raw");
  await connection.query(
    "CREATE TABLE documents (collection VARCHAR(700), id VARCHAR(700), document LONGTEXT, metadata LONGTEXT, " +
      "content_hash VARCHAR(64), embedding LONGBLOB, PRIMARY KEY (collection, id))",
  );
  return {
    async write(count, dimension, salt) {
      await connection.query("START TRANSACTION");
      for (let start = 0; start < count; start += rowsPerStatement) {
        const some = Math.min(rowsPerStatement, count - start);
        const values = Array.from({ length: some }, (_, index) =>
          rowOf(start + index, dimension, salt),
        ).flat();
        const places = Array.from({ length: some }, () => `(${Array(columns).fill("?").join(", ")})`).join(
          ", ",
        );
        await connection.execute(`REPLACE INTO documents VALUES ${places}`, values);
      }
      await connection.query("CALL DOLT_COMMIT('-A', '-m', 'raw')");
    },
    addRemote: () =>
      connection.query("CALL DOLT_REMOTE('add', 'origin', ?)", [`file://${directory}/raw-remote`]),
    push: () => connection.query("CALL DOLT_PUSH('origin', 'main')"),
    async close() {
      await connection.end();
      await server.stop();
    },
  };
}

function rowOf(index, dimension, salt) {
  const vector = Float32Array.from({ length: dimension }, (_, at) => Math.sin(index * 12.9898 + at + salt));
  return [
    "c",
    `document ${index}`,
    `${salt} ${index} `.padEnd(1_024, "x"),
    '{"number":1,"salt":0}',
    `${salt}${index}`.padStart(64, "0"),
    Buffer.from(vector.buffer),
  ];
}
