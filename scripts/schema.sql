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

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    ALTER TABLE running_turn ADD by_task boolean NOT NULL DEFAULT FALSE;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE aiprocessingtask (
        id uuid NOT NULL,
        kind character varying(40) NOT NULL,
        subject uuid NOT NULL,
        client_id uuid NOT NULL,
        lane uuid NOT NULL,
        priority integer NOT NULL,
        status character varying(16) NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamp with time zone NOT NULL,
        deadline timestamp with time zone NOT NULL,
        lease_until timestamp with time zone,
        attempt_token uuid,
        node_id uuid,
        errors character varying(8000) NOT NULL,
        error_code character varying(60),
        error_detail character varying(500),
        tokens_used integer,
        created_at timestamp with time zone NOT NULL,
        started_at timestamp with time zone,
        completed_at timestamp with time zone,
        CONSTRAINT pk_aiprocessingtask PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE appuser (
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        user_id character varying(50) NOT NULL,
        name character varying(20),
        name_mode character varying(16) NOT NULL,
        name_mode_until timestamp with time zone,
        name_guess character varying(20),
        created_at timestamp with time zone NOT NULL,
        last_seen_at timestamp with time zone NOT NULL,
        meetings integer NOT NULL,
        CONSTRAINT pk_appuser PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE eventlog (
        id uuid NOT NULL,
        at timestamp with time zone NOT NULL,
        kind character varying(60) NOT NULL,
        subject character varying(200) NOT NULL,
        user_id character varying(50),
        text character varying(500) NOT NULL,
        detail character varying(4000),
        node uuid NOT NULL,
        CONSTRAINT pk_eventlog PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE logmessage (
        id uuid NOT NULL,
        at timestamp with time zone NOT NULL,
        level character varying(16) NOT NULL,
        category character varying(200) NOT NULL,
        event_name character varying(100),
        text character varying(2000) NOT NULL,
        exception character varying(4000),
        trace_id character varying(32),
        node uuid NOT NULL,
        CONSTRAINT pk_logmessage PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE worker_node (
        id uuid NOT NULL,
        started_at timestamp with time zone NOT NULL,
        seen_at timestamp with time zone NOT NULL,
        running integer NOT NULL,
        parallelism integer NOT NULL,
        completed bigint NOT NULL,
        failed bigint NOT NULL,
        last_error character varying(500),
        last_error_at timestamp with time zone,
        CONSTRAINT pk_worker_node PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE delivery (
        id uuid NOT NULL,
        task_id uuid NOT NULL,
        subject uuid NOT NULL,
        client_id uuid NOT NULL,
        recipient uuid NOT NULL,
        channel character varying(40) NOT NULL,
        target character varying(2000),
        dedup_key character varying(100),
        content character varying(16) NOT NULL,
        state character varying(16) NOT NULL,
        via character varying(40),
        announced boolean NOT NULL,
        not_before timestamp with time zone NOT NULL,
        deadline timestamp with time zone NOT NULL,
        send_token uuid,
        attempts integer NOT NULL,
        receipt character varying(1000),
        shown integer NOT NULL,
        has_rest boolean NOT NULL,
        created_at timestamp with time zone NOT NULL,
        ended_at timestamp with time zone,
        CONSTRAINT pk_delivery PRIMARY KEY (id),
        CONSTRAINT fk_delivery_aiprocessingtask_task_id FOREIGN KEY (task_id) REFERENCES aiprocessingtask (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE user_identity (
        client_id uuid NOT NULL,
        channel character varying(40) NOT NULL,
        account character varying(100) NOT NULL,
        external_id character varying(100) NOT NULL,
        app_user_id uuid NOT NULL,
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_user_identity PRIMARY KEY (client_id, channel, account, external_id),
        CONSTRAINT fk_user_identity_appuser_app_user_id FOREIGN KEY (app_user_id) REFERENCES appuser (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE TABLE usersummary (
        app_user_id uuid NOT NULL,
        text character varying(2000),
        conversation_id uuid,
        message_count integer NOT NULL,
        requested_conversation_id uuid,
        requested_count integer NOT NULL,
        model character varying(200),
        updated_at timestamp with time zone,
        edited_by_person boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_usersummary PRIMARY KEY (app_user_id),
        CONSTRAINT fk_usersummary_appuser_app_user_id FOREIGN KEY (app_user_id) REFERENCES appuser (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE UNIQUE INDEX ix_aiprocessingtask_kind_subject ON aiprocessingtask (kind, subject);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_aiprocessingtask_status_id ON aiprocessingtask (status, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_aiprocessingtask_subject ON aiprocessingtask (subject);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_appuser_last_seen_at_id ON appuser (last_seen_at, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE UNIQUE INDEX ix_appuser_user_id_client_id ON appuser (user_id, client_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE UNIQUE INDEX ix_delivery_dedup_key ON delivery (dedup_key);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_delivery_recipient_state_id ON delivery (recipient, state, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_delivery_send_token ON delivery (send_token);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_delivery_state_id ON delivery (state, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE UNIQUE INDEX ix_delivery_task_id ON delivery (task_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_eventlog_at_id ON eventlog (at, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_eventlog_kind_at ON eventlog (kind, at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_eventlog_subject_at ON eventlog (subject, at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_eventlog_user_id_at ON eventlog (user_id, at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_logmessage_at_id ON logmessage (at, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_logmessage_level_at ON logmessage (level, at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_logmessage_trace_id ON logmessage (trace_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_user_identity_app_user_id ON user_identity (app_user_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    CREATE INDEX ix_aiprocessingtask_due ON aiprocessingtask (priority DESC, next_attempt_at, id) WHERE status = 'pending';
    CREATE INDEX ix_aiprocessingtask_leased ON aiprocessingtask (lease_until) WHERE status = 'processing';
    CREATE INDEX ix_aiprocessingtask_lane ON aiprocessingtask (lane, created_at, id) WHERE status IN ('pending', 'processing');
    CREATE INDEX ix_aiprocessingtask_ended ON aiprocessingtask (completed_at) INCLUDE (status) WHERE completed_at IS NOT NULL;
    CREATE INDEX ix_delivery_ready ON delivery (channel, not_before) WHERE state = 'pending' AND content <> 'awaited';
    CREATE INDEX ix_delivery_deadline ON delivery (channel, deadline) WHERE state = 'pending';
    CREATE INDEX ix_delivery_target ON delivery (deadline) WHERE target IS NOT NULL AND state <> 'pending';
    CREATE INDEX ix_delivery_unreceived ON delivery (created_at) WHERE state IN ('held', 'uncertain', 'expired');
    ALTER TABLE aiprocessingtask SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
    ALTER TABLE delivery SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

    CREATE FUNCTION tell_aiprocessingtask() RETURNS trigger LANGUAGE plpgsql AS $tell$
    BEGIN
        PERFORM pg_notify('aiprocessingtask', CASE WHEN NEW.status = 'pending' THEN '' ELSE NEW.id::text END);
        RETURN NULL;
    END $tell$;
    CREATE TRIGGER tell_added AFTER INSERT ON aiprocessingtask
        FOR EACH ROW EXECUTE FUNCTION tell_aiprocessingtask();
    CREATE TRIGGER tell_changed AFTER UPDATE OF status ON aiprocessingtask
        FOR EACH ROW WHEN (NEW.status <> 'processing' AND NEW.status <> OLD.status) EXECUTE FUNCTION tell_aiprocessingtask();
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121172109_Channels') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261121172109_Channels', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    ALTER TABLE message ADD origin text;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    ALTER TABLE message ADD user_id character varying(50);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    ALTER TABLE eventlog ADD client_id uuid;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    ALTER TABLE delivery ADD lane character varying(100);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    ALTER TABLE conversation ADD thread character varying(40);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    ALTER TABLE appuser ADD forget_until timestamp with time zone;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE conversation_log_change (
        created_at timestamp with time zone NOT NULL,
        client_id uuid NOT NULL,
        channel character varying(100) NOT NULL,
        robeing_id character varying(100),
        user_id character varying(50) NOT NULL,
        status character varying(16) NOT NULL,
        input_tokens integer,
        output_tokens integer,
        sign smallint NOT NULL
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE robeing (
        id character varying(100) NOT NULL,
        owner_id uuid NOT NULL,
        is_shared boolean NOT NULL,
        display_name character varying(100) NOT NULL,
        prompt_name character varying(100),
        model character varying(200),
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_robeing PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE usage_progress (
        id integer NOT NULL,
        as_of timestamp with time zone NOT NULL,
        CONSTRAINT pk_usage_progress PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE usage_quarter (
        quarter timestamp with time zone NOT NULL,
        client_id uuid NOT NULL,
        channel character varying(100) NOT NULL,
        robeing_id character varying(100) NOT NULL,
        turns integer NOT NULL,
        completed integer NOT NULL,
        failed integer NOT NULL,
        cancelled integer NOT NULL,
        interrupted integer NOT NULL,
        input_tokens bigint NOT NULL,
        output_tokens bigint NOT NULL,
        CONSTRAINT pk_usage_quarter PRIMARY KEY (quarter, client_id, channel, robeing_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE usage_user_quarter (
        quarter timestamp with time zone NOT NULL,
        client_id uuid NOT NULL,
        user_id character varying(50) NOT NULL,
        robeing_id character varying(100) NOT NULL,
        turns integer NOT NULL,
        CONSTRAINT pk_usage_user_quarter PRIMARY KEY (quarter, client_id, user_id, robeing_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE robeing_achievement (
        robeing_id character varying(100) NOT NULL,
        code character varying(40) NOT NULL,
        granted_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_robeing_achievement PRIMARY KEY (robeing_id, code),
        CONSTRAINT fk_robeing_achievement_robeing_robeing_id FOREIGN KEY (robeing_id) REFERENCES robeing (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE robeing_growth (
        id uuid NOT NULL,
        robeing_id character varying(100) NOT NULL,
        kind character varying(16) NOT NULL,
        reason character varying(40),
        difficulty integer,
        day date,
        xp bigint NOT NULL,
        conversations bigint NOT NULL,
        successes bigint NOT NULL,
        failures bigint NOT NULL,
        memory integer NOT NULL,
        compute integer NOT NULL,
        empathy integer NOT NULL,
        leadership integer NOT NULL,
        ethics integer NOT NULL,
        rule_version integer NOT NULL,
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_robeing_growth PRIMARY KEY (id),
        CONSTRAINT fk_robeing_growth_robeing_robeing_id FOREIGN KEY (robeing_id) REFERENCES robeing (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE robeing_settings (
        robeing_id character varying(100) NOT NULL,
        category character varying(16) NOT NULL,
        key character varying(100) NOT NULL,
        value character varying(4000) NOT NULL,
        updated_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_robeing_settings PRIMARY KEY (robeing_id, category, key),
        CONSTRAINT fk_robeing_settings_robeing_robeing_id FOREIGN KEY (robeing_id) REFERENCES robeing (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE TABLE robeing_stats (
        robeing_id character varying(100) NOT NULL,
        level integer NOT NULL,
        experience bigint NOT NULL,
        memory integer NOT NULL,
        compute integer NOT NULL,
        empathy integer NOT NULL,
        leadership integer NOT NULL,
        ethics integer NOT NULL,
        total_conversations bigint NOT NULL,
        successful_tasks bigint NOT NULL,
        failed_tasks bigint NOT NULL,
        tasks_done bigint NOT NULL,
        last_day date,
        version integer NOT NULL,
        CONSTRAINT pk_robeing_stats PRIMARY KEY (robeing_id),
        CONSTRAINT fk_robeing_stats_robeing_robeing_id FOREIGN KEY (robeing_id) REFERENCES robeing (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE INDEX ix_message_user_id ON message (user_id) WHERE user_id IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE UNIQUE INDEX ix_conversation_client_id_channel_channel_id_thread ON conversation (client_id, channel, channel_id, thread) WHERE thread IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE INDEX ix_robeing_owner_id ON robeing (owner_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE INDEX ix_robeing_growth_robeing_id_created_at_id ON robeing_growth (robeing_id, created_at, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE INDEX ix_robeing_growth_robeing_id_day ON robeing_growth (robeing_id, day) INCLUDE (conversations) WHERE day IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE INDEX ix_usage_user_quarter_user_id ON usage_user_quarter (user_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE FUNCTION keep_robeing_growth() RETURNS trigger LANGUAGE plpgsql AS $keep$
    BEGIN
        RAISE EXCEPTION 'robeing_growth is append-only' USING ERRCODE = 'restrict_violation';
    END $keep$;
    CREATE TRIGGER keep_unchanged BEFORE UPDATE ON robeing_growth
        FOR EACH ROW EXECUTE FUNCTION keep_robeing_growth();
    CREATE TRIGGER keep_rows BEFORE DELETE ON robeing_growth
        FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_robeing_growth();
    CREATE TRIGGER keep_all BEFORE TRUNCATE ON robeing_growth
        FOR EACH STATEMENT EXECUTE FUNCTION keep_robeing_growth();
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE FUNCTION tell_robeing() RETURNS trigger LANGUAGE plpgsql AS $tell$
    BEGIN
        PERFORM pg_notify('robeing', to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END) ->> TG_ARGV[0]);
        RETURN NULL;
    END $tell$;
    CREATE TRIGGER tell_robeing AFTER INSERT OR UPDATE OR DELETE ON robeing
        FOR EACH ROW EXECUTE FUNCTION tell_robeing('id');
    CREATE TRIGGER tell_robeing AFTER INSERT OR UPDATE OR DELETE ON robeing_stats
        FOR EACH ROW EXECUTE FUNCTION tell_robeing('robeing_id');
    CREATE TRIGGER tell_robeing AFTER INSERT OR UPDATE OR DELETE ON robeing_settings
        FOR EACH ROW EXECUTE FUNCTION tell_robeing('robeing_id');
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE INDEX ix_delivery_lane_ready ON delivery (lane, id) WHERE lane IS NOT NULL AND state = 'pending' AND content <> 'awaited';
    CREATE INDEX ix_delivery_lane_ended ON delivery (lane, ended_at) WHERE lane IS NOT NULL AND ended_at IS NOT NULL;
    CREATE INDEX ix_delivery_unsure ON delivery (channel, ended_at) INCLUDE (lane) WHERE state = 'uncertain' AND target IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    CREATE FUNCTION note_log_added() RETURNS trigger LANGUAGE plpgsql AS $note$
    BEGIN
        INSERT INTO conversation_log_change (created_at, client_id, channel, robeing_id, user_id, status, input_tokens, output_tokens, sign) SELECT created_at, client_id, channel, robeing_id, user_id, status, input_tokens, output_tokens, 1 FROM added;
        RETURN NULL;
    END $note$;
    CREATE FUNCTION note_log_changed() RETURNS trigger LANGUAGE plpgsql AS $note$
    BEGIN
        INSERT INTO conversation_log_change (created_at, client_id, channel, robeing_id, user_id, status, input_tokens, output_tokens, sign)
        SELECT c.*
        FROM before b JOIN after a USING (id), LATERAL (VALUES
            (b.created_at, b.client_id, b.channel, b.robeing_id, b.user_id, b.status, b.input_tokens, b.output_tokens, -1),
            (a.created_at, a.client_id, a.channel, a.robeing_id, a.user_id, a.status, a.input_tokens, a.output_tokens, 1)) c
        WHERE (b.created_at, b.client_id, b.channel, b.robeing_id, b.user_id, b.status, b.input_tokens, b.output_tokens)
            IS DISTINCT FROM (a.created_at, a.client_id, a.channel, a.robeing_id, a.user_id, a.status, a.input_tokens, a.output_tokens);
        RETURN NULL;
    END $note$;
    CREATE TRIGGER note_added AFTER INSERT ON conversation_log
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_log_added();
    CREATE TRIGGER note_changed AFTER UPDATE ON conversation_log
        REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_log_changed();
    INSERT INTO conversation_log_change (created_at, client_id, channel, robeing_id, user_id, status, input_tokens, output_tokens, sign) SELECT created_at, client_id, channel, robeing_id, user_id, status, input_tokens, output_tokens, 1 FROM conversation_log;

    -- a queue is emptied all the time: what is dead in it must go, or each look at it reads all of that
    ALTER TABLE conversation_log_change SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261121214725_Robeings') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261121214725_Robeings', '10.0.14');
    END IF;
END $EF$;
COMMIT;

