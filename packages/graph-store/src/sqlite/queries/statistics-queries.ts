export const COUNT_NODES = "SELECT label, count(*) AS count FROM node GROUP BY label";

export const COUNT_RELATIONS = "SELECT type, count(*) AS count FROM relation GROUP BY type";

export const COUNT_THE_REST = `
SELECT
  (SELECT count(*) FROM documentation) AS documented,
  (SELECT count(*) FROM processing_session) AS sessions,
  (SELECT count(*) FROM processing_state) AS states`;
