-- The one act that makes a report, all of it in one transaction: report, its key, its files, the
-- conversation, that one's key, the return code, the log. Safe to repeat: the second call for a
-- draft is told what the first one made.
--
-- Says 'sent' or 'already' with the reference, 'changed' (the draft is newer than what was
-- sealed: read it again), 'rotated' (the team has another key by now) or 'gone'.

CREATE OR REPLACE FUNCTION gate.send_report(
    p_locator bytea, p_revision integer, p_receipt bytea,
    p_report uuid, p_channel text, p_language text,
    p_danger_now boolean, p_under_18 boolean, p_about_me boolean,
    p_team_key uuid, p_body bytea, p_report_envelope bytea,
    p_conversation uuid, p_conversation_envelope bytea,
    p_code_locator bytea, p_code_wrap bytea, p_files uuid[])
RETURNS TABLE (outcome text, reference text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_draft record;
    v_reference text;
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
    PERFORM 1 FROM public.vault_teampublic t WHERE t.id = p_team_key AND t.state = 'current';
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'rotated', NULL::text;
        RETURN;
    END IF;

    LOOP
        v_reference := gate.new_reference();
        INSERT INTO public.intake_report
            (id, reference, received_hour, channel, danger_now, under_18, about_me, language, team_key, body)
        VALUES (p_report, v_reference, date_trunc('hour', now()), p_channel,
                p_danger_now, p_under_18, p_about_me, p_language, p_team_key, p_body)
        ON CONFLICT ON CONSTRAINT intake_report_reference DO NOTHING;
        EXIT WHEN FOUND;
    END LOOP;
    INSERT INTO public.intake_conversation (id, report_id, state)
    VALUES (p_conversation, p_report, CASE WHEN p_code_locator IS NULL THEN 'closed' ELSE 'open' END);
    INSERT INTO public.vault_recordkey (record, kind, team_key, envelope)
    VALUES (p_report, 'report', p_team_key, p_report_envelope),
           (p_conversation, 'conversation', p_team_key, p_conversation_envelope);
    IF p_code_locator IS NOT NULL THEN
        INSERT INTO public.intake_returncode (locator, conversation_id, wrap)
        VALUES (p_code_locator, p_conversation, p_code_wrap);
    END IF;

    -- Only files of this very draft can go along; those left out lose their row, then their blob.
    UPDATE public.intake_attachment SET draft_id = NULL, report_id = p_report
    WHERE draft_id = p_locator AND id = ANY (p_files);
    PERFORM gate.must((SELECT count(*) = cardinality(p_files)
                       FROM public.intake_attachment WHERE report_id = p_report));
    DELETE FROM public.intake_attachment WHERE draft_id = p_locator;

    UPDATE public.intake_draft d
    SET state = 'sent', sent_at = now(), reference = v_reference, body = p_receipt, revision = d.revision + 1
    WHERE d.locator = p_locator;
    PERFORM audit.write('reporter', NULL, 'report.received', 'report', p_report, '{}'::jsonb);
    PERFORM pg_notify('plainsight_desk', '');
    RETURN QUERY SELECT 'sent', v_reference;
END $$;
