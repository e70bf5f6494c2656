-- What a visitor may do: begin, read on, say, leave, end. Each call is safe to repeat.

-- Begins a chat. Says 'begun' or 'already'; 'closed' when nobody can answer now; 'blocked';
-- 'rotated' (the team has another key by now). The report that it may become comes along sealed.
CREATE OR REPLACE FUNCTION gate.begin_chat(
    p_code_locator bytea, p_code_wrap bytea, p_conversation uuid, p_conversation_envelope bytea,
    p_report uuid, p_body bytea, p_report_envelope bytea, p_team_key uuid, p_language text,
    p_danger_now boolean, p_under_18 boolean, p_about_me boolean, p_network bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(
        octet_length(p_code_locator) = 32, octet_length(p_code_wrap) BETWEEN 29 AND 512,
        p_conversation IS NOT NULL, octet_length(p_conversation_envelope) BETWEEN 64 AND 4096,
        p_report IS NOT NULL, octet_length(p_report_envelope) BETWEEN 64 AND 4096,
        octet_length(p_body) BETWEEN 29 AND 600000, p_team_key IS NOT NULL,
        p_language ~ '^[a-z]{2,3}(-[a-z]{2,4})?$', p_network IS NULL OR octet_length(p_network) = 32);
    IF EXISTS (SELECT FROM public.intake_returncode c WHERE c.locator = p_code_locator) THEN
        RETURN 'already';
    ELSIF (SELECT o.state FROM gate.chat_outlook() o) <> 'open' THEN
        RETURN 'closed';
    ELSIF EXISTS (SELECT FROM public.chat_block b WHERE b.network = p_network
                  AND b.agreed_at IS NOT NULL AND b.until > now()) THEN
        RETURN 'blocked';
    ELSIF NOT gate.is_current(p_team_key) THEN
        RETURN 'rotated';
    END IF;
    INSERT INTO public.intake_conversation (id, state) VALUES (p_conversation, 'open')
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'already';
    END IF;
    INSERT INTO public.vault_recordkey (record, kind, team_key, envelope)
    VALUES (p_report, 'report', p_team_key, p_report_envelope),
           (p_conversation, 'conversation', p_team_key, p_conversation_envelope);
    INSERT INTO public.intake_returncode (locator, conversation_id, wrap)
    VALUES (p_code_locator, p_conversation, p_code_wrap);
    INSERT INTO public.chat_chat
        (conversation_id, team_key, report, prepared, language, danger_now, under_18, about_me, rank,
         arrived_at, visitor_seen_at, said_at, network)
    VALUES (p_conversation, p_team_key, p_report, p_body, p_language, p_danger_now, p_under_18, p_about_me,
            gate.flag_rank(p_danger_now, p_under_18, p_about_me), clock_timestamp(), now(), now(), p_network);
    PERFORM gate.chat_event(p_conversation, 'opened');
    PERFORM audit.write('reporter', NULL, 'chat.begun', 'conversation', p_conversation, '{}'::jsonb);
    PERFORM pg_notify('plainsight_desk', '');
    RETURN 'begun';
END $$;

-- How the chat stands, for its visitor or interpreter, who are seen by asking. No row: there is no
-- such chat. `is_due`: the longest wait is over, or nobody can answer any more.
CREATE OR REPLACE FUNCTION gate.chat_stands(p_locator bytea)
RETURNS TABLE (conversation uuid, party text, state text, last_seq integer, ahead integer, minutes integer,
               slow_s integer, is_stilled boolean, ended_by text, is_due boolean, is_report boolean,
               unsent bytea, from_seq integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    SELECT p.conversation, p.party INTO v FROM gate.chat_party(p_locator) p;
    IF v.party = 'reporter' THEN
        PERFORM FROM public.intake_conversation o JOIN public.chat_chat c ON c.conversation_id = o.id
        WHERE o.id = v.conversation AND c.left_at IS NOT NULL FOR UPDATE OF o;
        UPDATE public.chat_chat c SET visitor_seen_at = now()
        WHERE c.conversation_id = v.conversation AND c.left_at IS NULL
          AND c.visitor_seen_at < now() - interval '10 seconds' AND c.state <> 'ended';
        UPDATE public.chat_chat c SET visitor_seen_at = now(), left_at = NULL
        WHERE c.conversation_id = v.conversation AND c.left_at IS NOT NULL AND c.state <> 'ended';
        IF FOUND THEN
            PERFORM gate.chat_event(v.conversation, 'back');
            PERFORM pg_notify('plainsight_desk', '');
        END IF;
    END IF;
    RETURN QUERY
    SELECT c.conversation_id, v.party, c.state::text, o.last_seq,
           CASE WHEN c.state = 'waiting' THEN (
               SELECT count(*)::integer FROM public.chat_chat a WHERE a.state = 'waiting' AND a.left_at IS NULL
               AND (a.rank, a.arrived_at) < (c.rank, c.arrived_at)) END,
           CASE WHEN c.state = 'waiting' THEN gate.chat_likely_wait() END,
           c.slow_s::integer, c.is_stilled, c.ended_by::text,
           c.state = 'waiting' AND (c.arrived_at < now() - gate.chat_life('longest wait')
                                    OR (SELECT l.state FROM gate.chat_outlook() l) <> 'open'),
           o.report_id IS NOT NULL, CASE WHEN v.party = 'reporter' THEN c.unsent END,
           CASE WHEN v.party = 'interpreter' THEN (
               SELECT i.from_seq FROM public.chat_interpreter i WHERE i.locator = p_locator) ELSE 0 END
    FROM public.chat_chat c JOIN public.intake_conversation o ON o.id = c.conversation_id
    WHERE c.conversation_id = v.conversation;
END $$;

-- The rows after a number, a page of them at most.
CREATE OR REPLACE FUNCTION gate.chat_rows(p_locator bytea, p_after integer)
RETURNS TABLE (seq integer, author text, client_id uuid, body bytea, event text, sent_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32, p_after >= 0);
    RETURN QUERY
    SELECT m.seq, m.author::text, m.client_id, m.body, m.event::text, m.sent_at
    FROM gate.chat_party(p_locator) p
    JOIN public.intake_message m ON m.conversation_id = p.conversation
    WHERE m.seq > p_after ORDER BY m.seq LIMIT 500;
END $$;

-- Adds what a visitor or an interpreter says. Says 'said' with the number, the same for the same id;
-- 'slow' with the seconds to wait; 'stilled'; 'ended'; or 'unknown'.
CREATE OR REPLACE FUNCTION gate.chat_say(p_locator bytea, p_client uuid, p_body bytea)
RETURNS TABLE (outcome text, seq integer, wait_s integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_party record;
    v_chat record;
    v_seq integer;
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32, p_client IS NOT NULL,
                      octet_length(p_body) BETWEEN 29 AND 140000);
    SELECT p.conversation, p.party INTO v_party FROM gate.chat_party(p_locator) p;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'unknown', NULL::integer, NULL::integer;
        RETURN;
    END IF;
    PERFORM FROM public.intake_conversation o WHERE o.id = v_party.conversation FOR UPDATE;
    SELECT m.seq INTO v_seq FROM public.intake_message m WHERE m.conversation_id = v_party.conversation
    AND m.author = v_party.party AND m.client_id = p_client;
    IF FOUND THEN
        RETURN QUERY SELECT 'said', v_seq, 0;
        RETURN;
    END IF;
    SELECT c.state, c.slow_s, c.is_stilled, c.said_at,
           ceil(extract(epoch FROM c.said_at - now()) + c.slow_s)::integer AS wait_s,
           EXISTS (SELECT FROM public.intake_message m WHERE m.conversation_id = v_party.conversation
                   AND m.author = v_party.party AND m.seq = o.last_seq) AS is_next
    INTO v_chat FROM public.chat_chat c JOIN public.intake_conversation o ON o.id = c.conversation_id
    WHERE c.conversation_id = v_party.conversation FOR UPDATE OF c;
    IF v_chat.state IS NULL OR v_chat.state = 'ended' THEN
        RETURN QUERY SELECT 'ended', NULL::integer, NULL::integer;
    ELSIF v_chat.is_stilled AND v_party.party = 'reporter' THEN
        RETURN QUERY SELECT 'stilled', NULL::integer, 10;
    ELSIF v_party.party = 'reporter' AND v_chat.slow_s > 0 AND v_chat.is_next AND v_chat.wait_s > 0 THEN
        RETURN QUERY SELECT 'slow', NULL::integer, v_chat.wait_s;
    ELSE
        UPDATE public.chat_chat c
        SET said_at = now(), warned_at = NULL, unsent = CASE WHEN v_party.party = 'reporter' THEN NULL ELSE c.unsent END,
            visitor_seen_at = CASE WHEN v_party.party = 'reporter' THEN now() ELSE c.visitor_seen_at END
        WHERE c.conversation_id = v_party.conversation;
        RETURN QUERY SELECT 'said', gate.chat_add(v_party.conversation, v_party.party, p_client, p_body, ''), 0;
    END IF;
END $$;

-- Keeps what is typed and not sent, sealed, so that a phone that sleeps loses nothing.
CREATE OR REPLACE FUNCTION gate.keep_unsent(p_locator bytea, p_body bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32, p_body IS NULL OR octet_length(p_body) BETWEEN 29 AND 140000);
    UPDATE public.chat_chat c SET unsent = p_body
    FROM public.intake_returncode r
    WHERE r.locator = p_locator AND c.conversation_id = r.conversation_id AND c.state <> 'ended';
END $$;

-- The visitor is gone without a word: the place is kept. An interpreter who leaves has left.
CREATE OR REPLACE FUNCTION gate.leave_chat(p_locator bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    SELECT p.conversation, p.party INTO v FROM gate.chat_party(p_locator) p;
    PERFORM FROM public.intake_conversation o WHERE o.id = v.conversation FOR UPDATE;
    IF v.party = 'interpreter' THEN
        UPDATE public.chat_interpreter i SET left_at = now() WHERE i.locator = p_locator;
        PERFORM gate.chat_event(v.conversation, 'interpreter_left');
        PERFORM audit.write('interpreter', i.id, 'chat.interpreter_left', 'conversation', v.conversation, '{}'::jsonb)
        FROM public.chat_interpreter i WHERE i.locator = p_locator;
    ELSE
        UPDATE public.chat_chat c SET left_at = now(), unsent = NULL
        WHERE c.conversation_id = v.conversation AND c.state <> 'ended' AND c.left_at IS NULL;
        IF FOUND THEN
            PERFORM gate.chat_event(v.conversation, 'left');
            PERFORM pg_notify('plainsight_desk', '');
        END IF;
    END IF;
END $$;

-- The visitor ends the chat, or their stop word does.
CREATE OR REPLACE FUNCTION gate.visitor_ends(p_locator bytea, p_is_stop boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32, p_is_stop IS NOT NULL);
    PERFORM gate.end_chat(p.conversation, CASE WHEN p_is_stop THEN 'stop' ELSE 'visitor' END)
    FROM gate.chat_party(p_locator) p WHERE p.party = 'reporter';
END $$;

-- The visitor wants no more waiting: what was said becomes a report now. Gives its reference.
CREATE OR REPLACE FUNCTION gate.visitor_reports(p_locator bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v uuid := (SELECT p.conversation FROM gate.chat_party(p_locator) p WHERE p.party = 'reporter');
BEGIN
    PERFORM gate.must(octet_length(p_locator) = 32);
    PERFORM gate.end_chat(v, 'report');
    RETURN gate.report_chat(v);
END $$;

-- Today's key behind the hashes of where visitors ask from.
CREATE OR REPLACE FUNCTION gate.day_key() RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.chat_daykey (day, key)
    VALUES ((now() AT TIME ZONE 'UTC')::date, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
    ON CONFLICT DO NOTHING;
    RETURN (SELECT d.key FROM public.chat_daykey d WHERE d.day = (now() AT TIME ZONE 'UTC')::date);
END $$;
