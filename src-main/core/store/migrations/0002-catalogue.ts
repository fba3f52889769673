/** The two last catalogue packages, whole and signed as they came: they are verified again each time they are read. */
export const sql = `
CREATE TABLE catalogue_packages (
  version         TEXT PRIMARY KEY,
  rank            INTEGER NOT NULL UNIQUE CHECK (rank IN (0, 1)),
  bytes           BLOB NOT NULL,
  imported_at     TEXT NOT NULL
) STRICT;
`;
