-- Whether somebody can answer now, and if not, when.

-- Whether the hours hold at a moment; the force's own time, whatever the session's.
CREATE OR REPLACE FUNCTION gate.chat_hours_hold(p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.chat_hours h, (SELECT p_at AT TIME ZONE 'Europe/London' AS local) AS t
        WHERE h.weekday = extract(isodow FROM t.local) - 1
          AND t.local::time >= h.opens AND t.local::time < h.closes
          AND NOT EXISTS (SELECT FROM public.chat_closure c WHERE c.day = t.local::date))
$$;

-- The next opening within two weeks, or NULL.
CREATE OR REPLACE FUNCTION gate.chat_opens_next() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT min((d.day + h.opens) AT TIME ZONE 'Europe/London')
    FROM (SELECT ((now() AT TIME ZONE 'Europe/London')::date + n) AS day FROM generate_series(0, 14) AS n) AS d
    JOIN public.chat_hours h ON h.weekday = extract(isodow FROM d.day) - 1
    WHERE (d.day + h.opens) AT TIME ZONE 'Europe/London' > now()
      AND NOT EXISTS (SELECT FROM public.chat_closure c WHERE c.day = d.day)
$$;

-- The minutes that somebody who comes now is likely to wait: the middle of the last ten waits of
-- the last two hours, and what those who wait already have ahead of them. NULL when not known.
CREATE OR REPLACE FUNCTION gate.chat_likely_wait() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT ceil(greatest(
        (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY w.s) FROM (
            SELECT extract(epoch FROM c.accepted_at - c.arrived_at) AS s FROM public.chat_chat c
            WHERE c.accepted_at > now() - interval '2 hours' AND c.state <> 'ended'
            ORDER BY c.accepted_at DESC LIMIT 10) AS w),
        (SELECT max(extract(epoch FROM now() - c.arrived_at)) FROM public.chat_chat c
         WHERE c.state = 'waiting' AND c.left_at IS NULL)) / 60)::integer
$$;

-- What is said before anything is typed. `state` is open, nobody (in hours, but no operator is
-- there), or closed; `why` the words of a closure of today.
CREATE OR REPLACE FUNCTION gate.chat_outlook()
RETURNS TABLE (state text, why text, opens_at timestamptz, waiting integer, minutes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN NOT gate.chat_hours_hold(now()) THEN 'closed'
                WHEN EXISTS (SELECT FROM public.chat_presence p
                             WHERE p.is_taking AND p.seen_at > now() - interval '2 minutes') THEN 'open'
                ELSE 'nobody' END,
           (SELECT c.words FROM public.chat_closure c WHERE c.day = (now() AT TIME ZONE 'Europe/London')::date),
           gate.chat_opens_next(),
           (SELECT count(*)::integer FROM public.chat_chat c WHERE c.state = 'waiting' AND c.left_at IS NULL),
           gate.chat_likely_wait()
$$;

-- The week's hours, for the page.
CREATE OR REPLACE FUNCTION gate.chat_week() RETURNS TABLE (weekday integer, opens time, closes time)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.weekday::integer, h.opens, h.closes FROM public.chat_hours h ORDER BY h.weekday, h.opens
$$;
