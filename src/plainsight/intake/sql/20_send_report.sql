-- From a draft to a report: sent by its writer, or by itself when the writer wanted that.

-- Whether this is the team's key in use.
CREATE OR REPLACE FUNCTION gate.is_current(p_team_key uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.vault_teampublic t WHERE t.id = p_team_key AND t.state = 'current')
$$;

-- A report as the caller has sealed it, checked, in the shape of a row of intake_prepared. Nobody
-- outside may call this, nor make_report.
CREATE OR REPLACE FUNCTION gate.sealed_report(
    p_locator bytea, p_revision integer,
    p_receipt bytea,
    p_report uuid, p_channel text, p_language text,
    p_danger_now boolean, p_under_18 boolean, p_about_me boolean,
    p_team_key uuid, p_body bytea, p_report_envelope bytea,
    p_conversation uuid, p_conversation_envelope bytea,
    p_code_locator bytea, p_code_wrap bytea, p_files uuid[])
RETURNS public.intake_prepared
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_made public.intake_prepared;
BEGIN
    PERFORM gate.must(
        octet_length(p_locator) = 32, p_revision > 0, octet_length(p_receipt) BETWEEN 29 AND 2048,
        p_report IS NOT NULL, p_channel = 'web', p_language ~ '^[a-z]{2,3}(-[a-z]{2,4})?$',
        p_team_key IS NOT NULL, octet_length(p_body) BETWEEN 29 AND 600000,
        octet_length(p_report_envelope) BETWEEN 64 AND 4096,
        p_conversation IS NOT NULL, octet_length(p_conversation_envelope) BETWEEN 64 AND 4096,
        (p_code_locator IS NULL) = (p_code_wrap IS NULL),
        p_code_locator IS NULL OR octet_length(p_code_locator) = 32,
        p_code_wrap IS NULL OR octet_length(p_code_wrap) BETWEEN 29 AND 512,
        cardinality(p_files) <= 40);
    v_made.draft_id := p_locator;
    v_made.revision := p_revision;
    v_made.sealed_at := now();
    v_made.receipt := p_receipt;
    v_made.report := p_report;
    v_made.channel := p_channel;
    v_made.language := p_language;
    v_made.danger_now := p_danger_now;
    v_made.under_18 := p_under_18;
    v_made.about_me := p_about_me;
    v_made.team_key := p_team_key;
    v_made.body := p_body;
    v_made.report_envelope := p_report_envelope;
    v_made.conversation := p_conversation;
    v_made.conversation_envelope := p_conversation_envelope;
    v_made.code_locator := p_code_locator;
    v_made.code_wrap := p_code_wrap;
    v_made.files := p_files;
    RETURN v_made;
END $$;

-- The one act that makes a report, all of it in one transaction: report, its key, its files, the
-- conversation, that one's key, the return code, the log. The caller has locked the draft and seen
-- that it is open. Gives the reference.
CREATE OR REPLACE FUNCTION gate.make_report(p public.intake_prepared) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_reference text;
BEGIN
    LOOP
        v_reference := gate.new_reference();
        INSERT INTO public.intake_report
            (id, reference, received_hour, channel, danger_now, under_18, about_me, language, team_key, body)
        VALUES (p.report, v_reference, date_trunc('hour', now()), p.channel,
                p.danger_now, p.under_18, p.about_me, p.language, p.team_key, p.body)
        ON CONFLICT ON CONSTRAINT intake_report_reference DO NOTHING;
        EXIT WHEN FOUND;
    END LOOP;
    INSERT INTO public.intake_conversation (id, report_id, state)
    VALUES (p.conversation, p.report, CASE WHEN p.code_locator IS NULL THEN 'closed' ELSE 'open' END);
    INSERT INTO public.vault_recordkey (record, kind, team_key, envelope)
    VALUES (p.report, 'report', p.team_key, p.report_envelope),
           (p.conversation, 'conversation', p.team_key, p.conversation_envelope);
    -- The early code is gone either way; wanted, it goes on as the code of the conversation.
    DELETE FROM public.intake_prepared WHERE draft_id = p.draft_id;
    DELETE FROM public.intake_earlycode WHERE draft_id = p.draft_id;
    IF p.code_locator IS NOT NULL THEN
        INSERT INTO public.intake_returncode (locator, conversation_id, wrap)
        VALUES (p.code_locator, p.conversation, p.code_wrap);
    END IF;

    -- Only files of this very draft can go along; those left out lose their row, then their blob.
    UPDATE public.intake_attachment SET draft_id = NULL, report_id = p.report
    WHERE draft_id = p.draft_id AND id = ANY (p.files);
    DELETE FROM public.intake_attachment WHERE draft_id = p.draft_id;

    UPDATE public.intake_draft d
    SET state = 'sent', sent_at = now(), reference = v_reference, body = p.receipt, revision = d.revision + 1
    WHERE d.locator = p.draft_id;
    PERFORM audit.write('reporter', NULL, 'report.received', 'report', p.report, '{}'::jsonb);
    PERFORM pg_notify('plainsight_desk', '');
    RETURN v_reference;
END $$;

-- Sends a draft. Safe to repeat: the second call for a draft is told what the first one made.
--
-- Says 'sent' or 'already' with the reference, 'changed' (the draft is newer than what was
-- sealed: read it again), 'rotated' (the team has another key by now) or 'gone'.
CREATE OR REPLACE FUNCTION gate.send_report(
    p_locator bytea, p_revision integer,
    p_receipt bytea,
    p_report uuid, p_channel text, p_language text,
    p_danger_now boolean, p_under_18 boolean, p_about_me boolean,
    p_team_key uuid, p_body bytea, p_report_envelope bytea,
    p_conversation uuid, p_conversation_envelope bytea,
    p_code_locator bytea, p_code_wrap bytea, p_files uuid[])
RETURNS TABLE (outcome text, reference text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_draft record;
    v_made public.intake_prepared := gate.sealed_report(
        p_locator, p_revision, p_receipt, p_report, p_channel, p_language,
        p_danger_now, p_under_18, p_about_me, p_team_key, p_body, p_report_envelope,
        p_conversation, p_conversation_envelope, p_code_locator, p_code_wrap, p_files);
BEGIN
    SELECT d.state, d.revision, d.reference, d.touched_at, d.sent_at INTO v_draft
    FROM public.intake_draft d WHERE d.locator = p_locator FOR UPDATE;
    IF v_draft.state = 'sent' AND v_draft.sent_at > now() - gate.life('sent draft') THEN
        RETURN QUERY SELECT 'already', v_draft.reference::text;
        RETURN;
    ELSIF v_draft.state IS DISTINCT FROM 'open' OR v_draft.touched_at <= now() - gate.life('open draft') THEN
        RETURN QUERY SELECT 'gone', NULL::text;
        RETURN;
    ELSIF v_draft.revision <> p_revision THEN
        RETURN QUERY SELECT 'changed', NULL::text;
        RETURN;
    END IF;

    -- Nothing is sealed to a key that the desk has replaced: the caller fetches the new one.
    IF NOT gate.is_current(p_team_key) THEN
        RETURN QUERY SELECT 'rotated', NULL::text;
        RETURN;
    END IF;

    PERFORM gate.must((SELECT count(*) = cardinality(p_files) FROM public.intake_attachment a
                       WHERE a.draft_id = p_locator AND a.id = ANY (p_files)));
    RETURN QUERY SELECT 'sent', gate.make_report(v_made);
END $$;

-- Makes reports of the unfinished drafts that the desk may see and that have rested for an hour. It
-- takes no condition from outside. What cannot become a report (only a forger can have put that in)
-- is thrown out and stands in nobody's way. Gives how many were made and thrown out.
CREATE OR REPLACE FUNCTION gate.promote_unfinished() RETURNS TABLE (made bigint, dropped bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_due public.intake_prepared;
BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    made := 0;
    dropped := 0;
    FOR v_due IN
        SELECT p.* FROM public.intake_prepared p JOIN public.intake_draft d ON d.locator = p.draft_id
        WHERE d.state = 'open' AND d.revision = p.revision
          AND (d.touched_at <= now() - gate.life('unfinished')
               OR p.sealed_at <= now() - gate.life('open draft'))
        FOR UPDATE OF d SKIP LOCKED
    LOOP
        BEGIN
            PERFORM gate.make_report(v_due);
            made := made + 1;
        EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
            DELETE FROM public.intake_prepared p WHERE p.draft_id = v_due.draft_id;
            dropped := dropped + 1;
        END;
    END LOOP;
    RETURN NEXT;
END $$;
