-- The pages that may be named: those that are not private (feedback/pages.py has the same list).
CREATE OR REPLACE FUNCTION gate.is_page(p_page text) RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p_page IN ('home', 'what', 'signs', 'sign_place', 'accessibility', 'privacy', 'cookies', 'feedback')
$$;

-- Takes one sealed opinion, its key and the token of its form, all in one transaction.
--
-- Says 'sent', 'already' (this token was spent: nothing is written) or 'rotated' (the team has
-- another key by now; the token is still good).
CREATE OR REPLACE FUNCTION gate.send_feedback(
    p_token bytea, p_feedback uuid, p_page text, p_rating integer,
    p_team_key uuid, p_body bytea, p_envelope bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(
        octet_length(p_token) = 32, p_feedback IS NOT NULL, p_page = '' OR gate.is_page(p_page),
        p_rating IS NULL OR p_rating BETWEEN 1 AND 5, p_team_key IS NOT NULL,
        octet_length(p_body) BETWEEN 29 AND 70000, octet_length(p_envelope) BETWEEN 64 AND 4096);
    PERFORM 1 FROM public.vault_teampublic t WHERE t.id = p_team_key AND t.state = 'current';
    IF NOT FOUND THEN
        RETURN 'rotated';
    END IF;
    INSERT INTO public.intake_spenttoken (hash) VALUES (p_token) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'already';
    END IF;
    INSERT INTO public.feedback_feedback (id, received_hour, page, rating, team_key, body)
    VALUES (p_feedback, date_trunc('hour', now()), p_page, p_rating, p_team_key, p_body);
    INSERT INTO public.vault_recordkey (record, kind, team_key, envelope)
    VALUES (p_feedback, 'feedback', p_team_key, p_envelope);
    PERFORM audit.write('reporter', NULL, 'feedback.received', 'feedback', p_feedback, '{}'::jsonb);
    RETURN 'sent';
END $$;
