-- The cluster we are in, with its timeline: transaction numbers compare only within one. NULL on a
-- standby, which writes nothing.
CREATE OR REPLACE FUNCTION audit.cluster() RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN NOT pg_is_in_recovery() THEN
        system_identifier || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
    END FROM pg_control_system()
$$;
