import type { JSX } from "preact";
import type { MergeAnswer, MergePreviewAnswer } from "../src/api/merge.js";
import { MergeView } from "../src/views/merge-view.js";
import { ActNote } from "./act-note.js";
import { go } from "./address.js";
import { canWrite } from "./serves.js";
import { useActs } from "./use-acts.js";

const addressOf = (ref: string): string => `/merge?${new URLSearchParams({ ref }).toString()}`;

/** A merge with what can be done about it. */
export function MergePage({ answer }: { readonly answer: MergeAnswer }): JSX.Element {
  const acts = useActs();
  const { perform } = acts;
  const merge = async ({ name, ours, theirs }: MergePreviewAnswer): Promise<void> => {
    // Its conflicts, if it has any, wait where no ref is named.
    if (await perform("merge", { ref: name, ours, theirs })) go("/merge");
  };
  return (
    <MergeView
      answer={answer}
      canWrite={canWrite}
      isBusy={acts.isBusy}
      onPreview={(ref) => go(addressOf(ref))}
      onMerge={(preview) => void merge(preview)}
      onDecide={(given) => void perform("decide", given)}
      onDecideOpen={(given) => void perform("decide-open", given)}
      onFinish={(theirs) => void perform("finish-merge", { theirs })}
      onAbort={(theirs) => void perform("abort-merge", { theirs })}
    >
      <ActNote acts={acts} />
    </MergeView>
  );
}
