-- The log's only door. It fills in what a caller must not choose: era, transaction, time and the
-- login role of the process. It refuses whatever is not a code, without repeating it.
CREATE OR REPLACE FUNCTION audit.write(
    actor_kind text, actor_id uuid, verb text, subject_kind text, subject_id uuid, detail jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Of what a reporter does, the hour is all that may be known.
    moment timestamptz := CASE WHEN actor_kind = 'reporter'
        THEN date_trunc('hour', clock_timestamp(), 'UTC') ELSE clock_timestamp() END;
BEGIN
    IF actor_kind IS NULL OR actor_kind NOT IN ('officer', 'reporter', 'interpreter', 'system')
        OR verb IS NULL OR length(verb) > 64 OR verb !~ '^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)+$'
        OR subject_kind IS NULL OR subject_kind !~ '^[a-z][a-z0-9_]{0,31}$'
        OR detail IS NULL OR jsonb_typeof(detail) <> 'object'
    THEN
        RAISE EXCEPTION 'the log takes codes only' USING ERRCODE = 'check_violation';
    END IF;
    IF detail <> '{}' AND (
        (SELECT count(*) FROM jsonb_object_keys(detail)) > 16
        OR EXISTS (
            SELECT FROM jsonb_each(detail) AS given (name, value)
            WHERE name !~ '^[a-z][a-z0-9_]{0,31}$'
                OR CASE jsonb_typeof(value)
                    WHEN 'string' THEN (value #>> '{}') !~ '^[A-Za-z0-9][A-Za-z0-9_.:+/-]{0,63}$'
                    WHEN 'number' THEN value::text !~ '^-?[0-9]{1,19}$'
                    WHEN 'boolean' THEN false
                    ELSE true
                END
        )
    ) THEN
        RAISE EXCEPTION 'the log takes codes only' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO public.audit_entry
        (era, xid, at, db_role, actor_kind, actor_id, verb, subject_kind, subject_id, detail)
    VALUES
        (audit.current_era(), pg_current_xact_id(), moment, session_user,
         actor_kind, actor_id, verb, subject_kind, subject_id, detail);
END $$;
