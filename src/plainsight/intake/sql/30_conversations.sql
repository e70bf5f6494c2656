-- Coming back by a return code. The locator stands for the code in every call: without it there
-- is no reading and no writing, and an id found elsewhere opens nothing. A code that is unknown,
-- mistyped or destroyed finds no row, and that is the whole answer.

-- What a code opens: an open draft, which counts as touched, or a conversation. Both are looked for
-- every time, the draft first, since it may become a report meanwhile.
CREATE OR REPLACE FUNCTION gate.by_code(p_locator bytea) RETURNS TABLE (kind text, record uuid, wrap bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    RETURN QUERY
    UPDATE public.intake_draft d SET touched_at = now()
    FROM public.intake_earlycode e
    WHERE e.locator = p_locator AND d.locator = e.draft_id AND d.state = 'open'
      AND d.touched_at > now() - gate.life('open draft')
    RETURNING 'draft', encode(substring(d.locator FROM 1 FOR 16), 'hex')::uuid, e.wrap;
    RETURN QUERY
    SELECT 'conversation', c.conversation_id, c.wrap FROM public.intake_returncode c
    WHERE c.locator = p_locator;
END $$;

-- The desk's messages that were not read yet, and those that the reporter chose to keep.
CREATE OR REPLACE FUNCTION gate.unread_messages(p_locator bytea)
RETURNS TABLE (seq integer, client_id uuid, body bytea, sent_at timestamptz, kept boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    RETURN QUERY
    SELECT m.seq, m.client_id, m.body, m.sent_at, m.kept
    FROM public.intake_returncode c JOIN public.intake_message m USING (conversation_id)
    WHERE c.locator = p_locator AND m.author = 'desk' AND (m.read_at IS NULL OR m.kept)
    ORDER BY m.seq;
END $$;

-- Marks the desk's messages up to a number as read: gone from the next visit unless kept.
-- Says whether there is such a conversation.
CREATE OR REPLACE FUNCTION gate.acknowledge_messages(p_locator bytea, p_up_to integer, p_keep boolean)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_conversation uuid;
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32, p_up_to >= 0, p_keep IS NOT NULL);
    SELECT c.conversation_id INTO v_conversation FROM public.intake_returncode c WHERE c.locator = p_locator;
    UPDATE public.intake_message m
    SET read_at = coalesce(m.read_at, date_trunc('hour', now())), kept = p_keep
    WHERE m.conversation_id = v_conversation AND m.author = 'desk' AND m.seq <= p_up_to
      AND (m.read_at IS NULL OR m.kept);
    RETURN v_conversation IS NOT NULL;
END $$;

-- Adds the reporter's message and gives its number; the same client id again gives the same one.
-- Gives NULL when there is no such conversation.
CREATE OR REPLACE FUNCTION gate.post_message(p_locator bytea, p_client uuid, p_body bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_conversation uuid;
    v_seq integer;
BEGIN
    PERFORM gate.must(
        octet_length(p_locator) = 32, p_client IS NOT NULL, octet_length(p_body) BETWEEN 29 AND 140000);
    SELECT o.id INTO v_conversation
    FROM public.intake_conversation o JOIN public.intake_returncode c ON c.conversation_id = o.id
    WHERE c.locator = p_locator FOR UPDATE OF o;
    IF v_conversation IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT m.seq INTO v_seq FROM public.intake_message m
    WHERE m.conversation_id = v_conversation AND m.author = 'reporter' AND m.client_id = p_client;
    IF FOUND THEN
        RETURN v_seq;
    END IF;
    UPDATE public.intake_conversation SET last_seq = last_seq + 1
    WHERE id = v_conversation RETURNING last_seq INTO v_seq;
    INSERT INTO public.intake_message (conversation_id, seq, author, client_id, body, sent_at)
    VALUES (v_conversation, v_seq, 'reporter', p_client, p_body, date_trunc('hour', now()));
    PERFORM audit.write('reporter', NULL, 'message.received', 'conversation', v_conversation, '{}'::jsonb);
    PERFORM pg_notify('plainsight_desk', '');
    RETURN v_seq;
END $$;

-- Adds a message of the reporter's together with the file that it is about. Says 'posted' with the
-- message's number, the same for the same client id, or 'full', or 'unknown'.
CREATE OR REPLACE FUNCTION gate.post_file(
    p_locator bytea, p_client uuid, p_body bytea, p_file uuid, p_size_class integer)
RETURNS TABLE (outcome text, seq integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_conversation uuid;
    v_is_known boolean;
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32, p_client IS NOT NULL,
                      p_file IS NOT NULL, p_size_class BETWEEN 0 AND 40);
    SELECT o.id INTO v_conversation
    FROM public.intake_conversation o JOIN public.intake_returncode c ON c.conversation_id = o.id
    WHERE c.locator = p_locator FOR UPDATE OF o;
    v_is_known := EXISTS (SELECT FROM public.intake_message m WHERE m.conversation_id = v_conversation
                          AND m.author = 'reporter' AND m.client_id = p_client);
    IF NOT v_is_known
       AND (SELECT count(*) >= 10 FROM public.intake_attachment a WHERE a.conversation_id = v_conversation) THEN
        RETURN QUERY SELECT 'full', NULL::integer;
        RETURN;
    END IF;
    seq := gate.post_message(p_locator, p_client, p_body);
    outcome := CASE WHEN seq IS NULL THEN 'unknown' ELSE 'posted' END;
    IF seq IS NOT NULL AND NOT v_is_known THEN
        INSERT INTO public.intake_attachment (id, conversation_id, size_class)
        VALUES (p_file, v_conversation, p_size_class);
    END IF;
    RETURN NEXT;
END $$;

-- Destroys the code: nobody comes back by it. The desk keeps what was said. Safe to repeat.
CREATE OR REPLACE FUNCTION gate.destroy_code(p_locator bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_conversation uuid;
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    DELETE FROM public.intake_returncode c WHERE c.locator = p_locator
    RETURNING c.conversation_id INTO v_conversation;
    IF v_conversation IS NOT NULL THEN
        UPDATE public.intake_conversation SET state = 'closed' WHERE id = v_conversation;
        PERFORM audit.write('reporter', NULL, 'code.destroyed', 'conversation', v_conversation, '{}'::jsonb);
    END IF;
END $$;
