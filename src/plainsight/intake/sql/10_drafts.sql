-- A report while it is being written. Only who has the cookie knows the locator.

-- Saves a draft over the revision that the caller has read (0: a new one).
-- Says 'saved', 'changed' (somebody else saved first: read again), 'sent' or 'gone'.
CREATE OR REPLACE FUNCTION gate.save_draft(p_locator bytea, p_revision integer, p_body bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_state text;
BEGIN
    PERFORM gate.must(
        octet_length(p_locator) = 32, p_revision >= 0, octet_length(p_body) BETWEEN 29 AND 600000);
    IF p_revision = 0 THEN
        INSERT INTO public.intake_draft (locator, body) VALUES (p_locator, p_body)
        ON CONFLICT (locator) DO NOTHING;
        RETURN CASE WHEN FOUND THEN 'saved' ELSE 'changed' END;
    END IF;
    UPDATE public.intake_draft SET body = p_body, revision = revision + 1, touched_at = now()
    WHERE locator = p_locator AND revision = p_revision AND state = 'open'
      AND touched_at > now() - gate.life('open draft');
    IF FOUND THEN
        RETURN 'saved';
    END IF;
    SELECT d.state INTO v_state FROM gate.read_draft(p_locator) d;
    RETURN CASE v_state WHEN 'open' THEN 'changed' WHEN 'sent' THEN 'sent' ELSE 'gone' END;
END $$;

-- Gives the draft, or no row when there is none or its time is over.
CREATE OR REPLACE FUNCTION gate.read_draft(p_locator bytea)
RETURNS TABLE (state text, revision integer, body bytea, reference text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    RETURN QUERY
    SELECT d.state::text, d.revision, d.body, d.reference::text FROM public.intake_draft d
    WHERE d.locator = p_locator
      AND CASE d.state WHEN 'open' THEN d.touched_at > now() - gate.life('open draft')
                       ELSE d.sent_at > now() - gate.life('sent draft') END;
END $$;

-- Saves a draft together with a file that it has gained, so that neither is there alone.
-- Says what save_draft says, or 'full'.
CREATE OR REPLACE FUNCTION gate.attach_file(
    p_locator bytea, p_revision integer, p_body bytea, p_file uuid, p_size_class integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_outcome text;
BEGIN
    PERFORM gate.must(p_revision > 0, p_file IS NOT NULL, p_size_class BETWEEN 0 AND 40);
    IF (SELECT count(*) >= 40 FROM public.intake_attachment WHERE draft_id = p_locator) THEN
        RETURN 'full';
    END IF;
    v_outcome := gate.save_draft(p_locator, p_revision, p_body);
    IF v_outcome <> 'saved' THEN
        RETURN v_outcome;
    END IF;
    INSERT INTO public.intake_attachment (id, draft_id, size_class)
    VALUES (p_file, p_locator, p_size_class);
    RETURN 'saved';
END $$;

-- Throws an open draft away. Says whether there was one.
CREATE OR REPLACE FUNCTION gate.discard_draft(p_locator bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    PERFORM 1 FROM public.intake_draft d WHERE d.locator = p_locator AND d.state = 'open' FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM gate.drop_drafts(ARRAY[p_locator]);
    RETURN true;
END $$;

-- Drafts and whatever hangs on them. Nobody outside may call this.
CREATE OR REPLACE FUNCTION gate.drop_drafts(p_locators bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.intake_prepared WHERE draft_id = ANY (p_locators);
    DELETE FROM public.intake_earlycode WHERE draft_id = ANY (p_locators);
    DELETE FROM public.intake_attachment WHERE draft_id = ANY (p_locators);
    DELETE FROM public.intake_draft WHERE locator = ANY (p_locators);
$$;
