CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE api_key (
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        name character varying(100) NOT NULL,
        hash character varying(64) NOT NULL,
        prefix character varying(8) NOT NULL,
        scopes character varying(100) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        expires_at timestamp with time zone,
        rate_limit_per_minute integer,
        revoked_at timestamp with time zone,
        last_used_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_api_key PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE audit_event (
        id uuid NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(100) NOT NULL,
        action character varying(100) NOT NULL,
        subject character varying(200) NOT NULL,
        detail text,
        remote_address character varying(64),
        CONSTRAINT pk_audit_event PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE conversation (
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        user_id character varying(50) NOT NULL,
        channel character varying(100) NOT NULL,
        channel_id character varying(100),
        robeing_id character varying(100),
        prompt_name character varying(100),
        variables text NOT NULL,
        metadata text NOT NULL,
        title character varying(80),
        message_count integer NOT NULL,
        created_at timestamp with time zone NOT NULL,
        last_accessed timestamp with time zone NOT NULL,
        CONSTRAINT pk_conversation PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE conversation_log (
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        user_id character varying(50) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        conversation_id uuid NOT NULL,
        message_id uuid NOT NULL,
        question text NOT NULL,
        answer text NOT NULL,
        status character varying(16) NOT NULL,
        channel character varying(100) NOT NULL,
        channel_id character varying(100),
        channel_type character varying(40),
        robeing_id character varying(100),
        slack_user_id character varying(40),
        thread_ts character varying(40),
        intent character varying(40),
        confidence double precision,
        model character varying(200),
        error_code character varying(60),
        input_tokens integer,
        output_tokens integer,
        duration_ms integer NOT NULL,
        metadata text NOT NULL,
        CONSTRAINT pk_conversation_log PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE idempotency_key (
        client_id uuid NOT NULL,
        key character varying(200) NOT NULL,
        request_hash character varying(64) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        message_id uuid,
        response_status integer,
        response_body text,
        response_content_type character varying(200),
        response_location character varying(200),
        CONSTRAINT pk_idempotency_key PRIMARY KEY (client_id, key)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE node (
        id uuid NOT NULL,
        seen_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_node PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE prompttemplate (
        id uuid NOT NULL,
        name character varying(100) NOT NULL,
        version integer NOT NULL,
        system_prompt text NOT NULL,
        first_user_message text,
        description character varying(1000),
        model character varying(200),
        temperature real,
        max_tokens integer,
        is_active boolean NOT NULL,
        created_at timestamp with time zone NOT NULL,
        activated_at timestamp with time zone,
        revision integer NOT NULL,
        CONSTRAINT pk_prompttemplate PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE console_session (
        hash character varying(64) NOT NULL,
        api_key_id uuid NOT NULL,
        created_at timestamp with time zone NOT NULL,
        expires_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_console_session PRIMARY KEY (hash),
        CONSTRAINT fk_console_session_api_key_api_key_id FOREIGN KEY (api_key_id) REFERENCES api_key (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE sign_in_link (
        hash character varying(64) NOT NULL,
        api_key_id uuid NOT NULL,
        created_at timestamp with time zone NOT NULL,
        expires_at timestamp with time zone NOT NULL,
        used_at timestamp with time zone,
        CONSTRAINT pk_sign_in_link PRIMARY KEY (hash),
        CONSTRAINT fk_sign_in_link_api_key_api_key_id FOREIGN KEY (api_key_id) REFERENCES api_key (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE message (
        id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        position integer NOT NULL,
        role character varying(16) NOT NULL,
        content text NOT NULL,
        status character varying(16) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        completed_at timestamp with time zone,
        input_tokens integer,
        output_tokens integer,
        model character varying(200),
        finish_reason character varying(40),
        error_kind character varying(20),
        error_code character varying(60),
        error_detail character varying(500),
        CONSTRAINT pk_message PRIMARY KEY (id),
        CONSTRAINT fk_message_conversation_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE running_turn (
        message_id uuid NOT NULL,
        question_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        node_id uuid NOT NULL,
        started_at timestamp with time zone NOT NULL,
        cancel_requested boolean NOT NULL,
        CONSTRAINT pk_running_turn PRIMARY KEY (message_id),
        CONSTRAINT fk_running_turn_conversation_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE TABLE promptlog (
        message_id uuid NOT NULL,
        created_at timestamp with time zone NOT NULL,
        prompt_id uuid,
        system_prompt text,
        first_user_message text,
        context_from integer NOT NULL,
        context_to integer NOT NULL,
        model character varying(200) NOT NULL,
        temperature real,
        max_tokens integer,
        input_tokens integer,
        output_tokens integer,
        first_token_ms integer,
        duration_ms integer NOT NULL,
        CONSTRAINT pk_promptlog PRIMARY KEY (message_id),
        CONSTRAINT fk_promptlog_message_message_id FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_api_key_created_at_id ON api_key (created_at, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE UNIQUE INDEX ix_api_key_hash ON api_key (hash);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_audit_event_action_at ON audit_event (action, at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_audit_event_actor_at ON audit_event (actor, at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_audit_event_at_id ON audit_event (at, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_console_session_api_key_id ON console_session (api_key_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_console_session_expires_at ON console_session (expires_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_conversation_client_id_created_at_id ON conversation (client_id, created_at DESC, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_conversation_client_id_user_id_created_at_id ON conversation (client_id, user_id, created_at DESC, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_conversation_log_channel_created_at_id ON conversation_log (channel, created_at DESC, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_conversation_log_client_id_created_at_id ON conversation_log (client_id, created_at DESC, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_conversation_log_created_at_id ON conversation_log (created_at DESC, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE UNIQUE INDEX ix_conversation_log_message_id ON conversation_log (message_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_conversation_log_robeing_id_created_at_id ON conversation_log (robeing_id, created_at DESC, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_conversation_log_user_id_created_at_id ON conversation_log (user_id, created_at DESC, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_idempotency_key_created_at ON idempotency_key (created_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE UNIQUE INDEX ix_message_conversation_id_position ON message (conversation_id, position);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_prompttemplate_created_at_id ON prompttemplate (created_at, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE UNIQUE INDEX ix_prompttemplate_name_version ON prompttemplate (name, version);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE UNIQUE INDEX ix_running_turn_conversation_id ON running_turn (conversation_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_running_turn_node_id ON running_turn (node_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_sign_in_link_api_key_id ON sign_in_link (api_key_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    CREATE INDEX ix_sign_in_link_expires_at ON sign_in_link (expires_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    ALTER TABLE conversation_log ADD COLUMN search_grams integer[] NOT NULL;
    CREATE INDEX ix_conversation_log_search_grams ON conversation_log USING gin (search_grams);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261120141700_Initial') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261120141700_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

