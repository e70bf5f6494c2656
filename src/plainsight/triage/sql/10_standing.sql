-- Where a report stands is written down by the database itself: intake, which makes reports and
-- messages, does not know that triage exists. Nobody may call these; they run as triggers.

-- The order of the queue by what the reporter said: 0 is the most urgent.
CREATE OR REPLACE FUNCTION gate.flag_rank(p_danger_now boolean, p_under_18 boolean, p_about_me boolean)
RETURNS smallint
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN p_danger_now THEN 0
                WHEN p_under_18 AND p_about_me THEN 1
                WHEN p_under_18 THEN 2
                WHEN p_about_me THEN 3
                ELSE 5 END::smallint
$$;

-- Writes down where a report stands that has just come.
CREATE OR REPLACE FUNCTION gate.stand(p public.intake_report) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.triage_standing
        (report_id, team_key, received_hour, state, rank, crime_decision_by, alarm_since, unread)
    VALUES (p.id, p.team_key, p.received_hour,
            CASE WHEN p.state = 'received' THEN 'new' ELSE 'triage' END,
            gate.flag_rank(p.danger_now, p.under_18, p.about_me),
            p.received_hour + interval '24 hours',
            CASE WHEN p.state = 'received' AND (p.danger_now OR (p.under_18 AND p.about_me))
                 THEN now() END,
            (SELECT count(*) FROM public.intake_message m
             JOIN public.intake_conversation c ON c.id = m.conversation_id
             WHERE c.report_id = p.id AND m.author = 'reporter' AND m.read_at IS NULL))
$$;

CREATE OR REPLACE FUNCTION gate.on_report_received() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gate.stand(NEW);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION gate.on_report_opened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.triage_standing
    SET state = CASE WHEN state = 'new' THEN 'triage' ELSE state END, alarm_since = NULL, alarm_level = 0
    WHERE report_id = NEW.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION gate.on_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.triage_standing s
    SET unread = (SELECT count(*) FROM public.intake_message m
                  WHERE m.conversation_id = NEW.conversation_id
                    AND m.author = 'reporter' AND m.read_at IS NULL)
    FROM public.intake_conversation c
    WHERE c.id = NEW.conversation_id AND s.report_id = c.report_id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER triage_received AFTER INSERT ON public.intake_report
FOR EACH ROW EXECUTE FUNCTION gate.on_report_received();

CREATE OR REPLACE TRIGGER triage_opened AFTER UPDATE OF state ON public.intake_report
FOR EACH ROW WHEN (OLD.state = 'received' AND NEW.state <> 'received')
EXECUTE FUNCTION gate.on_report_opened();

CREATE OR REPLACE TRIGGER triage_message_came AFTER INSERT ON public.intake_message
FOR EACH ROW WHEN (NEW.author = 'reporter') EXECUTE FUNCTION gate.on_message();

CREATE OR REPLACE TRIGGER triage_message_read AFTER UPDATE OF read_at ON public.intake_message
FOR EACH ROW WHEN (NEW.author = 'reporter') EXECUTE FUNCTION gate.on_message();

-- Reports that came before all this was here, or while it was put up.
SELECT gate.stand(r) FROM public.intake_report r
WHERE NOT EXISTS (SELECT FROM public.triage_standing s WHERE s.report_id = r.id);
