-- What the gates ask of their arguments. Nobody outside may call these: the gates do, as owner.
-- A gate is called by a process that may have been taken over, so each checks for itself; the
-- message of a refusal never repeats what was given.

CREATE OR REPLACE FUNCTION gate.must(VARIADIC p_all boolean[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_one boolean;
BEGIN
    FOREACH v_one IN ARRAY p_all LOOP
        IF v_one IS NOT TRUE THEN
            RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'the gate refuses';
        END IF;
    END LOOP;
END $$;

-- How long a thing may stay: the one place where intake's short retention times are written.
CREATE OR REPLACE FUNCTION gate.life(p_of text) RETURNS interval
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE p_of
        WHEN 'open draft' THEN interval '24 hours'
        WHEN 'unfinished' THEN interval '1 hour'
        WHEN 'sent draft' THEN interval '30 minutes'
        WHEN 'spent token' THEN interval '25 hours'
    END
$$;

-- PS-XXXX-XXXX in Crockford's base32: forty random bits, sayable over the phone. The first five
-- bytes of a version 4 uuid are all random (RFC 9562), from the server's strong generator.
CREATE OR REPLACE FUNCTION gate.new_reference() RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bits bigint := ('x' || encode(substring(uuid_send(gen_random_uuid()) FROM 1 FOR 5), 'hex'))::bit(40)::bigint;
    v_said text := '';
BEGIN
    FOR place IN 0..7 LOOP
        v_said := v_said || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((v_bits >> (5 * place)) & 31)::integer + 1, 1);
    END LOOP;
    RETURN 'PS-' || left(v_said, 4) || '-' || right(v_said, 4);
END $$;
