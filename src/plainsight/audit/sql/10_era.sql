-- The present era. Transaction numbers are only comparable within one cluster and one timeline of
-- it; when the database finds itself in another (a dump restored, a standby promoted, a backup
-- rolled forward), the first caller begins a new era. Costs about eight microseconds.
CREATE OR REPLACE FUNCTION audit.current_era() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here text := (SELECT system_identifier FROM pg_control_system())
        || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
    present integer;
BEGIN
    SELECT era INTO present FROM public.audit_era WHERE cluster = here;
    IF FOUND THEN
        RETURN present;
    END IF;
    INSERT INTO public.audit_era AS known ("only", era, cluster, began_at)
    VALUES (true, 1 + coalesce((SELECT max(era) FROM public.audit_entry), 0), here, clock_timestamp())
    ON CONFLICT ("only") DO UPDATE
        SET era = known.era + 1, cluster = here, began_at = clock_timestamp()
        WHERE known.cluster <> here;
    SELECT era INTO STRICT present FROM public.audit_era;
    RETURN present;
END $$;
