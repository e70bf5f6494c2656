-- Adds a message of the visitor's together with the file that it is about: as `gate.chat_say`, and
-- 'full' when the chat has as many files as there may be.
CREATE OR REPLACE FUNCTION gate.chat_file(
    p_locator bytea, p_client uuid, p_body bytea, p_file uuid, p_size_class integer)
RETURNS TABLE (outcome text, seq integer, wait_s integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_conversation uuid := (SELECT p.conversation FROM gate.chat_party(p_locator) p WHERE p.party = 'reporter');
    v_is_known boolean;
BEGIN
    PERFORM gate.must(p_client IS NOT NULL, p_file IS NOT NULL, p_size_class BETWEEN 0 AND 40);
    PERFORM FROM public.intake_conversation o WHERE o.id = v_conversation FOR UPDATE;
    v_is_known := EXISTS (SELECT FROM public.intake_message m WHERE m.conversation_id = v_conversation
                          AND m.author = 'reporter' AND m.client_id = p_client);
    IF v_conversation IS NULL THEN
        RETURN QUERY SELECT 'unknown', NULL::integer, NULL::integer;
        RETURN;
    ELSIF NOT v_is_known
        AND (SELECT count(*) >= 10 FROM public.intake_attachment a WHERE a.conversation_id = v_conversation) THEN
        RETURN QUERY SELECT 'full', NULL::integer, NULL::integer;
        RETURN;
    END IF;
    SELECT s.outcome, s.seq, s.wait_s INTO outcome, seq, wait_s
    FROM gate.chat_say(p_locator, p_client, p_body) s;
    IF outcome = 'said' AND NOT v_is_known THEN
        INSERT INTO public.intake_attachment (id, conversation_id, size_class)
        VALUES (p_file, v_conversation, p_size_class);
    END IF;
    RETURN NEXT;
END $$;
