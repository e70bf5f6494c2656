-- An interpreter joins by a one-time code, from the public side.

-- What a code opens, once it is tried: the key's wrap. It is not used up by looking.
CREATE OR REPLACE FUNCTION gate.find_invitation(p_locator bytea)
RETURNS TABLE (invitation uuid, conversation uuid, wrap bytea, language text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    RETURN QUERY
    SELECT i.id, i.chat_id, i.wrap, i.language::text
    FROM public.chat_interpreter i JOIN public.chat_chat c ON c.conversation_id = i.chat_id
    WHERE i.locator = p_locator AND i.joined_at IS NULL AND i.left_at IS NULL AND i.until > now()
      AND c.state <> 'ended';
END $$;

-- Uses a code up: from now on the place is found by the visit's own locator. Says whether it did.
CREATE OR REPLACE FUNCTION gate.join_chat(p_locator bytea, p_visit bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32, octet_length(p_visit) = 32);
    -- The conversation first, as every gate locks.
    PERFORM FROM public.intake_conversation o JOIN public.chat_interpreter i ON i.chat_id = o.id
    WHERE i.locator = p_locator FOR UPDATE OF o;
    UPDATE public.chat_interpreter i SET locator = p_visit, wrap = NULL, joined_at = now()
    WHERE i.locator = p_locator AND i.joined_at IS NULL AND i.left_at IS NULL AND i.until > now()
      AND EXISTS (SELECT FROM public.chat_chat c WHERE c.conversation_id = i.chat_id AND c.state <> 'ended')
    RETURNING i.id, i.chat_id INTO v;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM gate.chat_event(v.chat_id, 'interpreter');
    PERFORM audit.write('interpreter', v.id, 'chat.interpreter_joined', 'conversation', v.chat_id, '{}'::jsonb);
    RETURN true;
END $$;
