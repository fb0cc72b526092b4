CREATE TABLE "audit_head" (
	"id" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_record" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"job_id" uuid,
	"account" text,
	"region" text,
	"node_id" text,
	"body" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cell_reading" (
	"account" text NOT NULL,
	"region" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"nodes" integer NOT NULL,
	"problem" jsonb,
	"policy" text NOT NULL,
	CONSTRAINT "cell_reading_account_region_at_pk" PRIMARY KEY("account","region","at")
);
--> statement-breakpoint
CREATE TABLE "kept_value" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "node_claim" (
	"account" text NOT NULL,
	"region" text NOT NULL,
	"node_id" text NOT NULL,
	"job_id" uuid NOT NULL,
	CONSTRAINT "node_claim_account_region_node_id_pk" PRIMARY KEY("account","region","node_id")
);
--> statement-breakpoint
CREATE TABLE "node_span" (
	"account" text NOT NULL,
	"region" text NOT NULL,
	"node_id" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone,
	"name" text NOT NULL,
	"run_command" text NOT NULL,
	"port_forwarding" text NOT NULL,
	"tag_state" text NOT NULL,
	"tags" jsonb,
	"digest" text NOT NULL,
	CONSTRAINT "node_span_account_region_node_id_from_at_pk" PRIMARY KEY("account","region","node_id","from_at"),
	CONSTRAINT "node_span_open" UNIQUE NULLS NOT DISTINCT("account","region","node_id","to_at")
);
--> statement-breakpoint
CREATE TABLE "tagging_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"job_id" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"account" text NOT NULL,
	"region" text NOT NULL,
	"places" jsonb NOT NULL,
	"intended_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"calls" jsonb
);
--> statement-breakpoint
CREATE TABLE "tagging_job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"action" text NOT NULL,
	"tag_key" text NOT NULL,
	"tag_value" text NOT NULL,
	"plan_hash" text NOT NULL,
	"dry_runs" jsonb NOT NULL,
	"undo_of" uuid,
	"expiry_of" uuid,
	"actor" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"incident_owner" text,
	"expires_at" timestamp (3) with time zone,
	"idempotency_key" text,
	"asked" text,
	"trouble" jsonb,
	"epoch" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"total" integer NOT NULL,
	"counts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "tagging_job_expiry_of_unique" UNIQUE("expiry_of"),
	CONSTRAINT "tagging_job_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "tagging_node" (
	"job_id" uuid NOT NULL,
	"at" integer NOT NULL,
	"account" text NOT NULL,
	"region" text NOT NULL,
	"node_id" text NOT NULL,
	"plan" text NOT NULL,
	"state" text NOT NULL,
	"before" jsonb,
	"goal" jsonb,
	"after" jsonb,
	"problem" jsonb,
	"request_ids" jsonb NOT NULL,
	"intended" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "tagging_node_job_id_at_pk" PRIMARY KEY("job_id","at")
);
--> statement-breakpoint
ALTER TABLE "node_claim" ADD CONSTRAINT "node_claim_job_id_tagging_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."tagging_job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tagging_attempt" ADD CONSTRAINT "tagging_attempt_job_id_tagging_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."tagging_job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tagging_node" ADD CONSTRAINT "tagging_node_job_id_tagging_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."tagging_job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_record_job" ON "audit_record" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "audit_record_node" ON "audit_record" USING btree ("account","region","node_id");--> statement-breakpoint
CREATE INDEX "audit_record_at" ON "audit_record" USING btree ("at");--> statement-breakpoint
CREATE INDEX "cell_reading_at" ON "cell_reading" USING btree ("at");--> statement-breakpoint
CREATE INDEX "node_claim_job" ON "node_claim" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "node_span_from" ON "node_span" USING btree ("from_at");--> statement-breakpoint
CREATE INDEX "node_span_to" ON "node_span" USING btree ("to_at");--> statement-breakpoint
CREATE INDEX "tagging_attempt_job" ON "tagging_attempt" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "tagging_job_started" ON "tagging_job" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "tagging_job_undo" ON "tagging_job" USING btree ("undo_of");--> statement-breakpoint
CREATE INDEX "tagging_job_expiry" ON "tagging_job" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tagging_node_version" ON "tagging_node" USING btree ("job_id","version");--> statement-breakpoint
CREATE INDEX "tagging_node_node" ON "tagging_node" USING btree ("account","region","node_id");