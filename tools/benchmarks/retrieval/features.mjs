// What is known of each candidate of each question, for choosing the weights that fuse it: on the tuning split alone.

const best = 100;

export async function featuresOf({ records, questions }, { firstStage, miniLm }) {
  const vectors = await miniLm.embedFlat(records.map(({ text }) => text));
  const rowOf = new Map(records.map(({ id }, row) => [id, row]));
  const features = [];
  for (const { question, answers, language, tree } of questions) {
    const asked = await miniLm.embedFlat([question]);
    const scored = firstStage
      .score(question)
      .at()
      .map((each) => {
        const row = rowOf.get(each.id);
        let similar = 0;
        for (let i = 0; i < miniLm.dimension; i++) similar += asked[i] * vectors[row * miniLm.dimension + i];
        return { ...each, second: similar, kind: records[row].metadata.kind, size: records[row].text.length };
      });
    const top = (key) => [...scored].sort((one, other) => other[key] - one[key]).slice(0, best);
    const chosen = new Set([...top("similarity"), ...top("keywords"), ...top("second")]);
    const moments = ["similarity", "keywords", "second"].map((key) => {
      const mean = scored.reduce((sum, each) => sum + each[key], 0) / scored.length;
      return [
        mean,
        Math.sqrt(scored.reduce((sum, each) => sum + (each[key] - mean) ** 2, 0) / scored.length),
      ];
    });
    features.push({
      language,
      tree,
      question,
      count: scored.length,
      moments,
      candidates: [...chosen].map(({ id, similarity, keywords, second, kind, size }) => [
        Number(answers.includes(id)),
        similarity,
        keywords,
        second,
        kind,
        size,
        id,
      ]),
    });
  }
  return features;
}
