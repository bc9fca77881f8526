// The 20 tasks, fixed before any tool was asked. Symbols were not chosen by hand: of the functions with 2 to 8 direct callers and 4 to 30
// within three steps, and of those that call 2 to 6 others (constructors left out), the first by the SHA-256 of `path#name` (`w` before it
// for the second kind). The questions' words and grep's were written from the source, without the function's name.

/** Each tree: its language, where it comes from, and the suffix of its files. */
export const trees = {
  rxjs: { language: "typescript", npm: "rxjs@7.8.2", folder: "src", files: "*.ts" },
  cobra: { language: "go", go: "github.com/spf13/cobra@v1.8.1", files: "*.go" },
  gson: { language: "java", maven: "com.google.code.gson:gson:2.11.0", files: "*.java" },
};

const who = (tree, path, name, called = name) => ({
  kind: "who calls it, what breaks",
  tree,
  path,
  name,
  called,
});
const where = (tree, key, question, words) => ({ kind: "where is it decided", tree, key, question, words });
const changed = (tree, branch) => ({ kind: "what changed, for whom", tree, branch });

export const tasks = [
  who("rxjs", "internal/operators/observeOn.ts", "observeOn"),
  who("rxjs", "internal/scheduler/AsyncAction.ts", "requestAsyncId", "AsyncAction.requestAsyncId"),
  who("rxjs", "internal/operators/scanInternals.ts", "scanInternals"),
  who("cobra", "shell_completions.go", "MarkPersistentFlagRequired", "Command.MarkPersistentFlagRequired"),
  who("cobra", "powershell_completions.go", "GenPowerShellCompletion", "Command.GenPowerShellCompletion"),
  who("cobra", "command.go", "OutOrStdout", "Command.OutOrStdout"),
  who("gson", "com/google/gson/internal/reflect/ReflectionHelper.java", "isAnonymousOrNonStaticLocal"),
  who("gson", "com/google/gson/internal/LinkedTreeMap.java", "entrySet", "LinkedTreeMap.entrySet"),
  who("gson", "com/google/gson/internal/ObjectConstructor.java", "construct", "ObjectConstructor.construct"),
  where(
    "rxjs",
    "internal/Observable.ts#isSubscriber",
    "where is it decided whether what was handed over can already take values and be stopped",
    ["subscriber", "instanceof", "observer"],
  ),
  where(
    "rxjs",
    "internal/scheduler/AsyncAction.ts#schedule",
    "where is it decided whether the pending interval of an action is used again or a new one is set up",
    ["interval", "pending", "schedul"],
  ),
  where(
    "cobra",
    "flag_groups.go#MarkFlagsRequiredTogether",
    "where is it laid down that several options must be given jointly or not at all",
    ["flags", "required", "together"],
  ),
  where(
    "cobra",
    "bash_completions.go#writeCmdAliases",
    "where are a command's other names put into the script for bash",
    ["alias", "command", "writestring"],
  ),
  where(
    "gson",
    "com/google/gson/stream/JsonWriter.java#beforeName",
    "where is the comma put, and is it checked that a property's key may be written here",
    ["comma", "name", "separator"],
  ),
  where(
    "gson",
    "com/google/gson/internal/bind/JsonTreeReader.java#nextJsonElement",
    "where is a whole element taken out of a tree in memory that is being read",
    ["element", "tree", "peek"],
  ),
  changed("rxjs", "scheduler-by-name"),
  changed("rxjs", "remove-all"),
  changed("cobra", "names-in-any-case"),
  changed("cobra", "padding"),
  changed("gson", "no-empty-indent"),
];
