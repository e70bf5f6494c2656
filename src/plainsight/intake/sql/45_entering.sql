-- What came to the desk by another way than the site: a call, a letter, somebody at the counter. It
-- is sealed to the team like a report from the site; nobody comes back to it by a code.

-- Makes a report of what the desk entered. Safe to repeat: the id names it, so the same form twice
-- is one report. Says 'entered' or 'already' with the reference, or 'rotated' (the team has
-- another key by now). The caller writes the log, in the same transaction.
CREATE OR REPLACE FUNCTION gate.enter_report(
    p_report uuid, p_channel text, p_language text, p_received_hour timestamptz,
    p_danger_now boolean, p_under_18 boolean, p_about_me boolean,
    p_team_key uuid, p_body bytea, p_report_envelope bytea,
    p_conversation uuid, p_conversation_envelope bytea, p_files uuid[], p_size_classes integer[])
RETURNS TABLE (outcome text, reference text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_reference text;
BEGIN
    PERFORM gate.must(
        p_report IS NOT NULL, p_channel ~ '^[a-z0-9]{2,16}$', p_channel <> 'web',
        p_language ~ '^[a-z]{2,3}(-[a-z]{2,4})?$',
        p_received_hour = date_trunc('hour', p_received_hour, 'UTC'),
        p_received_hour BETWEEN now() - interval '32 days' AND now(),
        p_team_key IS NOT NULL, octet_length(p_body) BETWEEN 29 AND 600000,
        octet_length(p_report_envelope) BETWEEN 64 AND 4096,
        p_conversation IS NOT NULL, octet_length(p_conversation_envelope) BETWEEN 64 AND 4096,
        cardinality(p_files) <= 10, cardinality(p_files) = cardinality(p_size_classes),
        0 <= ALL (p_size_classes), 40 >= ALL (p_size_classes));
    SELECT r.reference INTO v_reference FROM public.intake_report r WHERE r.id = p_report;
    IF FOUND THEN
        RETURN QUERY SELECT 'already', v_reference;
        RETURN;
    END IF;
    IF NOT gate.is_current(p_team_key) THEN
        RETURN QUERY SELECT 'rotated', NULL::text;
        RETURN;
    END IF;
    LOOP
        v_reference := gate.new_reference();
        INSERT INTO public.intake_report AS r
            (id, reference, received_hour, channel, danger_now, under_18, about_me, language, team_key, body)
        VALUES (p_report, v_reference, p_received_hour, p_channel,
                p_danger_now, p_under_18, p_about_me, p_language, p_team_key, p_body)
        ON CONFLICT DO NOTHING;
        EXIT WHEN FOUND;
        -- Pressed twice at the same moment: the other one was first.
        SELECT r.reference INTO v_reference FROM public.intake_report r WHERE r.id = p_report;
        IF FOUND THEN
            RETURN QUERY SELECT 'already', v_reference;
            RETURN;
        END IF;
    END LOOP;
    INSERT INTO public.intake_conversation (id, report_id, state) VALUES (p_conversation, p_report, 'closed');
    INSERT INTO public.vault_recordkey (record, kind, team_key, envelope)
    VALUES (p_report, 'report', p_team_key, p_report_envelope),
           (p_conversation, 'conversation', p_team_key, p_conversation_envelope);
    INSERT INTO public.intake_attachment (id, report_id, size_class)
    SELECT f.id, p_report, f.size_class FROM unnest(p_files, p_size_classes) AS f (id, size_class);
    PERFORM pg_notify('plainsight_desk', '');
    RETURN QUERY SELECT 'entered', v_reference;
END $$;
