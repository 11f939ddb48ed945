-- What `qixian simulate` wrote as CSV, as Parquet and with types, by DuckDB. In the folder of the files:
--
--   qixian simulate city.toml --runs runs.csv --cases cases.csv --work work.csv
--   duckdb < parquet.sql
--
-- The dictionary of the columns is src/notes/simulation-data.md. Cells that are empty are NULL: a share of
-- nothing, a day that has not come. A text that a spreadsheet would take for a formula has an apostrophe in
-- front in CSV; the last line of each step takes it off, or run simulate with --csv --raw.

-- Runs: a figure of a team is a column of its own, so that all columns but three are numbers.
-- columns: scenario replication year received late_of_due carried_out
CREATE OR REPLACE TABLE runs AS
SELECT * REPLACE (regexp_replace(scenario, '^''(''*[=+@-])', '\1') AS scenario)
FROM read_csv('runs.csv', header = true, types = {'scenario': 'VARCHAR'});
COPY runs TO 'runs.parquet' (FORMAT parquet);

-- columns: agency application applicant received due closed outcome stage late remedy_result
CREATE OR REPLACE TABLE cases AS
SELECT * REPLACE (regexp_replace(scenario, '^''(''*[=+@-])', '\1') AS scenario)
FROM read_csv('cases.csv', header = true,
              types = {'scenario': 'VARCHAR', 'agency': 'VARCHAR', 'application': 'VARCHAR',
                       'applicant': 'VARCHAR', 'received': 'DATE', 'due': 'DATE', 'closed': 'DATE',
                       'outcome': 'VARCHAR', 'stage': 'VARCHAR', 'late': 'VARCHAR',
                       'came_due': 'INTEGER', 'working_days': 'INTEGER',
                       'working_days_late': 'INTEGER', 'remedy_result': 'VARCHAR'});
COPY cases TO 'cases.parquet' (FORMAT parquet);

-- columns: step team person began ended hours end
CREATE OR REPLACE TABLE work AS
SELECT * REPLACE (regexp_replace(scenario, '^''(''*[=+@-])', '\1') AS scenario,
                  regexp_replace(step, '^''(''*[=+@-])', '\1') AS step,
                  regexp_replace(team, '^''(''*[=+@-])', '\1') AS team)
FROM read_csv('work.csv', header = true,
              types = {'scenario': 'VARCHAR', 'agency': 'VARCHAR', 'application': 'VARCHAR',
                       'step': 'VARCHAR', 'team': 'VARCHAR', 'began': 'TIMESTAMPTZ',
                       'ended': 'TIMESTAMPTZ'});
COPY work TO 'work.parquet' (FORMAT parquet);

-- What the program prints, from the lines it was taken from.
SELECT scenario, year, avg(received) AS received, sum(missed) / sum(came_due) AS late_of_all_due,
       quantile_cont(carried_out, [0.025, 0.5, 0.975]) AS carried_out
FROM runs GROUP BY ALL ORDER BY ALL;
