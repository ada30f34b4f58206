-- The public processes' database user: may read what readers may see, and nothing else.
-- After every `migrate`, as the owner of the tables:  psql -v ON_ERROR_STOP=1 -f reader.sql teilhabe
BEGIN;
DO $$
DECLARE name text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'teilhabe_public') THEN
        RAISE EXCEPTION 'CREATE ROLE teilhabe_public LOGIN PASSWORD ''…'' first';
    END IF;
    FOR name IN SELECT tablename FROM pg_tables
                WHERE schemaname = current_schema()
                  AND (tablename LIKE 'editions\_%' OR tablename IN ('operations_heartbeat', 'operations_installation'))
    LOOP
        EXECUTE format('GRANT SELECT ON %I TO teilhabe_public', name);
    END LOOP;
END $$;
-- For /readyz: how much waits, not what.
GRANT SELECT (id, created_at, attempts, next_try_at) ON operations_letter TO teilhabe_public;
GRANT SELECT (id, status, enqueued_at, run_after, priority, queue_name, backend_name)
    ON django_tasks_database_dbtaskresult TO teilhabe_public;
COMMIT;
