-- The log of a chat: rows in order, each once, and who may write them. A party is whoever holds a
-- locator: the visitor by the return code's, an interpreter by that of their visit.

-- How long things last in a chat: the one place where these times are written.
CREATE OR REPLACE FUNCTION gate.chat_life(p_of text) RETURNS interval
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE p_of
        WHEN 'visitor line' THEN interval '75 seconds'
        WHEN 'operator line' THEN interval '60 seconds'
        WHEN 'place kept' THEN interval '15 minutes'
        WHEN 'idle' THEN interval '10 minutes'
        WHEN 'idle end' THEN interval '15 minutes'
        WHEN 'longest wait' THEN interval '10 minutes'
        WHEN 'invitation' THEN interval '30 minutes'
        WHEN 'kept' THEN interval '28 days'
        WHEN 'counts' THEN interval '2 years'
    END
$$;

CREATE OR REPLACE FUNCTION gate.on_chat_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_notify('plainsight_chat', NEW.conversation_id::text);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER chat_message AFTER INSERT ON public.intake_message
FOR EACH ROW EXECUTE FUNCTION gate.on_chat_message();

-- Whose locator this is: the conversation and the author's name. The caller locks what it changes.
CREATE OR REPLACE FUNCTION gate.chat_party(p_locator bytea)
RETURNS TABLE (conversation uuid, party text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.conversation_id, 'reporter' FROM public.intake_returncode c WHERE c.locator = p_locator
    UNION ALL
    SELECT i.chat_id, 'interpreter' FROM public.chat_interpreter i
    WHERE i.locator = p_locator AND i.joined_at IS NOT NULL AND i.left_at IS NULL
$$;

-- Adds a row and gives its number; the same author's same id again gives the first one's. Only the
-- gates and the desk's services call it, with the conversation's row theirs to lock.
CREATE OR REPLACE FUNCTION gate.chat_add(
    p_conversation uuid, p_author text, p_client uuid, p_body bytea, p_event text)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_seq integer;
BEGIN
    PERFORM FROM public.intake_conversation o WHERE o.id = p_conversation FOR UPDATE;
    SELECT m.seq INTO v_seq FROM public.intake_message m
    WHERE m.conversation_id = p_conversation AND m.author = p_author AND m.client_id = p_client;
    IF FOUND THEN
        RETURN v_seq;
    END IF;
    UPDATE public.intake_conversation o SET last_seq = o.last_seq + 1
    WHERE o.id = p_conversation RETURNING o.last_seq INTO v_seq;
    INSERT INTO public.intake_message (conversation_id, seq, author, client_id, body, event, sent_at, read_at)
    VALUES (p_conversation, v_seq, p_author, p_client, p_body, p_event,
            CASE WHEN p_author = 'reporter' THEN date_trunc('hour', now()) ELSE now() END,
            CASE WHEN p_author = 'system' THEN now() END);
    RETURN v_seq;
END $$;

CREATE OR REPLACE FUNCTION gate.chat_event(p_conversation uuid, p_event text) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT gate.chat_add(p_conversation, 'system', gen_random_uuid(), '', p_event)
$$;

-- Adds what an operator says. Gives NULL when the chat is over or was never one: the desk then
-- writes a message that waits for the code's holder instead.
CREATE OR REPLACE FUNCTION gate.chat_operator_says(
    p_conversation uuid, p_operator uuid, p_client uuid, p_body bytea)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_found record;
BEGIN
    PERFORM gate.must(p_client IS NOT NULL, octet_length(p_body) BETWEEN 29 AND 140000);
    PERFORM FROM public.intake_conversation o WHERE o.id = p_conversation FOR UPDATE;
    SELECT c.state, c.operator INTO v_found FROM public.chat_chat c
    WHERE c.conversation_id = p_conversation FOR UPDATE;
    IF v_found.state IS DISTINCT FROM 'open' OR v_found.operator IS DISTINCT FROM p_operator THEN
        RETURN (SELECT m.seq FROM public.intake_message m WHERE m.conversation_id = p_conversation
                AND m.author = 'desk' AND m.client_id = p_client);
    END IF;
    UPDATE public.chat_chat SET said_at = now(), warned_at = NULL, operator_seen_at = now()
    WHERE conversation_id = p_conversation;
    RETURN gate.chat_add(p_conversation, 'desk', p_client, p_body, '');
END $$;

-- For open streams: how far these logs go. It tells numbers only.
CREATE OR REPLACE FUNCTION gate.chat_heads(p_conversations uuid[])
RETURNS TABLE (conversation uuid, last_seq integer, notes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.id, o.last_seq, coalesce(c.notes, 0)
    FROM public.intake_conversation o LEFT JOIN public.chat_chat c ON c.conversation_id = o.id
    WHERE o.id = ANY (p_conversations)
$$;
