-- The return code of a report that is still being written, and what of it the desk may see if it
-- is never finished. Each call is a save over the revision that the caller has read, and says what
-- save_draft says.

-- Lets a code open the draft. Whatever was prepared for the desk is gone.
CREATE OR REPLACE FUNCTION gate.keep_code(
    p_locator bytea, p_revision integer, p_body bytea, p_code_locator bytea, p_code_wrap bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_outcome text;
BEGIN
    PERFORM gate.must(octet_length(p_code_locator) = 32, octet_length(p_code_wrap) BETWEEN 29 AND 512);
    v_outcome := gate.forget_code(p_locator, p_revision, p_body);
    IF v_outcome = 'saved' THEN
        PERFORM gate.must(NOT EXISTS (SELECT FROM public.intake_returncode c WHERE c.locator = p_code_locator));
        INSERT INTO public.intake_earlycode (locator, draft_id, wrap)
        VALUES (p_code_locator, p_locator, p_code_wrap);
    END IF;
    RETURN v_outcome;
END $$;

-- Lets the code open nothing; nothing of the draft is for the desk then.
CREATE OR REPLACE FUNCTION gate.forget_code(p_locator bytea, p_revision integer, p_body bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_outcome text;
BEGIN
    PERFORM gate.must(p_revision > 0);
    v_outcome := gate.save_draft(p_locator, p_revision, p_body);
    IF v_outcome = 'saved' THEN
        DELETE FROM public.intake_prepared WHERE draft_id = p_locator;
        DELETE FROM public.intake_earlycode WHERE draft_id = p_locator;
    END IF;
    RETURN v_outcome;
END $$;

-- Saves a draft, with a file that it has gained or without, together with the unfinished report
-- that the desk may see. Says also 'full', or 'rotated' (the team has another key by now).
CREATE OR REPLACE FUNCTION gate.save_shared(
    p_locator bytea, p_revision integer, p_draft bytea, p_file uuid, p_size_class integer,
    p_receipt bytea,
    p_report uuid, p_channel text, p_language text,
    p_danger_now boolean, p_under_18 boolean, p_about_me boolean,
    p_team_key uuid, p_body bytea, p_report_envelope bytea,
    p_conversation uuid, p_conversation_envelope bytea,
    p_code_locator bytea, p_code_wrap bytea, p_files uuid[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_outcome text;
    v_made public.intake_prepared := gate.sealed_report(
        p_locator, p_revision, p_receipt, p_report, p_channel, p_language,
        p_danger_now, p_under_18, p_about_me, p_team_key, p_body, p_report_envelope,
        p_conversation, p_conversation_envelope, p_code_locator, p_code_wrap, p_files);
BEGIN
    PERFORM gate.must((p_file IS NULL) = (p_size_class IS NULL));
    IF NOT gate.is_current(p_team_key) THEN
        RETURN 'rotated';
    END IF;
    IF p_file IS NULL THEN
        v_outcome := gate.save_draft(p_locator, p_revision, p_draft);
    ELSE
        v_outcome := gate.attach_file(p_locator, p_revision, p_draft, p_file, p_size_class);
    END IF;
    IF v_outcome = 'saved' THEN
        PERFORM gate.must(EXISTS (SELECT FROM public.intake_earlycode e
                                  WHERE e.draft_id = p_locator AND e.locator = p_code_locator));
        DELETE FROM public.intake_prepared WHERE draft_id = p_locator;
        v_made.revision := p_revision + 1;
        INSERT INTO public.intake_prepared SELECT (v_made).*;
    END IF;
    RETURN v_outcome;
END $$;
