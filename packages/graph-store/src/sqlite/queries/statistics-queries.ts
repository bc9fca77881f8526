export const COUNT_NODES = "SELECT label, count(*) AS count FROM node GROUP BY label";

export const COUNT_RELATIONS = "SELECT type, count(*) AS count FROM relation GROUP BY type";

export const COUNT_THE_REST = `
SELECT
  (SELECT count(*) FROM documentation) AS documented,
  (SELECT count(*) FROM processing_session) AS sessions,
  (SELECT count(*) FROM processing_state) AS states`;

export const SUM_CALLS = `
SELECT count(finished_at_ms) AS answered, count(*) - count(finished_at_ms) AS unanswered,
  total(input_tokens) AS input_tokens, total(output_tokens) AS output_tokens, total(cost_usd) AS cost_usd
FROM llm_call`;
