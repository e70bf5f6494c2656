-- The next reference of the intelligence unit, IR-2026-000123. Numbers may be missed, never repeated.
CREATE SEQUENCE IF NOT EXISTS public.intelligence_urn;

CREATE OR REPLACE FUNCTION gate.new_urn() RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'IR-' || to_char(now() AT TIME ZONE 'Europe/London', 'YYYY') || '-'
           || lpad(nextval('public.intelligence_urn')::text, 6, '0')
$$;
