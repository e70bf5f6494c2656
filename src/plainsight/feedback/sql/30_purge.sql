-- How long both may stay: the one place where it is written.
CREATE OR REPLACE FUNCTION gate.feedback_life(p_of text) RETURNS interval
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE p_of
        WHEN 'feedback' THEN interval '90 days'
        WHEN 'count' THEN interval '25 months'
    END
$$;

-- The worker's door: throws away what is due, and takes no condition from outside. The key goes
-- first, so that a row that should outlive it for a moment cannot be opened.
CREATE OR REPLACE FUNCTION gate.purge_feedback() RETURNS TABLE (feedback bigint, counts bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_due uuid[];
    v_counts bigint;
BEGIN
    SELECT coalesce(array_agg(due.id), '{}') INTO v_due FROM (
        SELECT f.id FROM public.feedback_feedback f
        WHERE f.received_hour <= now() - gate.feedback_life('feedback')
        FOR UPDATE SKIP LOCKED) AS due;
    DELETE FROM public.vault_recordkey k WHERE k.kind = 'feedback' AND k.record = ANY (v_due);
    DELETE FROM public.feedback_feedback f WHERE f.id = ANY (v_due);
    DELETE FROM public.feedback_pagecount c
    WHERE c.day <= ((now() AT TIME ZONE 'UTC') - gate.feedback_life('count'))::date;
    GET DIAGNOSTICS v_counts = ROW_COUNT;
    IF cardinality(v_due) > 0 THEN
        PERFORM audit.write('system', NULL, 'feedback.purged', 'feedback', NULL,
                            jsonb_build_object('count', cardinality(v_due)));
    END IF;
    RETURN QUERY SELECT cardinality(v_due)::bigint, v_counts;
END $$;
