-- Part the tables that grow without end into ranges of their number, in place: what is there becomes the first part
-- without being copied, the parts to come are made in advance, and a last one catches what is beyond them.
--
--     psql -v ON_ERROR_STOP=1 -v rows=5000000 -v ahead=40 -d NAME -f partition.sql
--
-- Only tables whose key is that number: `reports`, `codings` and `events` keep rules across all rows (one id, one coding
-- a version), which PostgreSQL can only hold within a part. All of it or nothing; no program may be at work meanwhile.
BEGIN;
SELECT set_config('tawthiq.rows', :'rows', true), set_config('tawthiq.ahead', :'ahead', true);

DO $$
DECLARE
    part_rows bigint := current_setting('tawthiq.rows');
    part record;
    made record;
    bound bigint;
    old text;
BEGIN
    FOR part IN SELECT * FROM (VALUES
        ('custody', 'seq'), ('report_search', 'report_no'), ('signatures', 'report_no'),
        ('event_places', 'event_no'), ('event_actors', 'event_no')) AS tables (name, number)
    LOOP
        IF (SELECT relkind FROM pg_class WHERE oid = part.name::regclass) = 'p' THEN
            RAISE NOTICE '% is parted already', part.name;
            CONTINUE;
        END IF;
        EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', part.name);
        EXECUTE format('SELECT (coalesce(max(%I), 0) / %s + 1) * %s FROM %I', part.number, part_rows, part_rows, part.name)
            INTO bound;
        old := part.name || '_0';

        -- What stands on the table, before it goes by another name.
        CREATE TEMPORARY TABLE standing ON COMMIT DROP AS
            SELECT 1 AS step, NULL::text AS name, 'ALTER TABLE ' || part.name || ' ADD ' || pg_get_constraintdef(oid) AS made
            FROM pg_constraint WHERE conrelid = part.name::regclass AND contype IN ('p', 'f')
            UNION ALL
            SELECT 2, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
            FROM pg_index WHERE indrelid = part.name::regclass AND NOT indisprimary
            UNION ALL
            SELECT 3, tgname::text, pg_get_triggerdef(oid)
            FROM pg_trigger WHERE tgrelid = part.name::regclass AND NOT tgisinternal;
        FOR made IN SELECT * FROM standing WHERE step > 1 LOOP
            IF made.step = 2 THEN
                EXECUTE format('ALTER INDEX %I RENAME TO %I', made.name, made.name || '_0');
            ELSE
                EXECUTE format('DROP TRIGGER %I ON %I', made.name, part.name);
            END IF;
        END LOOP;

        EXECUTE format('ALTER TABLE %I RENAME TO %I', part.name, old);
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) PARTITION BY RANGE (%I)', part.name, old, part.number);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%s)', part.name, old, bound);
        FOR n IN 1 .. current_setting('tawthiq.ahead')::int LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)',
                part.name || '_' || n, part.name, bound, bound + part_rows);
            bound := bound + part_rows;
        END LOOP;
        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', part.name || '_rest', part.name);

        -- Indexes and keys that the first part has already are taken over, not built again.
        FOR made IN SELECT * FROM standing ORDER BY step LOOP
            EXECUTE made.made;
        END LOOP;
        DROP TABLE standing;
    END LOOP;
END $$;
COMMIT;
