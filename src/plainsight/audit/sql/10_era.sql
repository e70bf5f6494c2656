-- The present era. When the database finds itself in another cluster or timeline (a dump restored,
-- a standby promoted, a backup rolled forward), the first caller begins a new one. Costs some ten microseconds.
CREATE OR REPLACE FUNCTION audit.current_era() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here text := audit.cluster();
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
