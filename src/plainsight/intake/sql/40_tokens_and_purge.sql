-- A form token is recorded when it is used. True the first time, false ever after.
CREATE OR REPLACE FUNCTION gate.spend_token(p_hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_hash) = 32);
    INSERT INTO public.intake_spenttoken (hash) VALUES (p_hash) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

-- The worker's doors. They take no condition from outside, so the worker can throw away nothing
-- but what is due.

-- Throws away what has outlived gate.life(), but no draft that is about to become a report; gives how many drafts and tokens went.
CREATE OR REPLACE FUNCTION gate.purge_intake() RETURNS TABLE (drafts bigint, tokens bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_due bytea[];
    v_tokens bigint;
BEGIN
    SELECT coalesce(array_agg(due.locator), '{}') INTO v_due FROM (
        SELECT d.locator FROM public.intake_draft d
        WHERE CASE d.state WHEN 'open' THEN d.touched_at <= now() - gate.life('open draft')
                           ELSE d.sent_at <= now() - gate.life('sent draft') END
          AND NOT EXISTS (SELECT FROM public.intake_prepared p
                          WHERE p.draft_id = d.locator AND p.revision = d.revision)
        FOR UPDATE SKIP LOCKED) AS due;
    PERFORM gate.drop_drafts(v_due);
    DELETE FROM public.intake_spenttoken s WHERE s.spent_at <= now() - gate.life('spent token');
    GET DIAGNOSTICS v_tokens = ROW_COUNT;
    RETURN QUERY SELECT cardinality(v_due)::bigint, v_tokens;
END $$;

-- Of the sealed files that lie on disk, those that belong to nothing.
CREATE OR REPLACE FUNCTION gate.orphan_files(p_files uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(cardinality(p_files) <= 10000);
    RETURN QUERY
    SELECT f.id FROM unnest(p_files) AS f (id)
    WHERE NOT EXISTS (SELECT FROM public.intake_attachment a WHERE a.id = f.id);
END $$;
