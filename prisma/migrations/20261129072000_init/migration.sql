-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "fulfillment_kind" AS ENUM ('shipment', 'download', 'license_key', 'access');

-- CreateEnum
CREATE TYPE "license_key_source" AS ENUM ('pool', 'generated');

-- CreateEnum
CREATE TYPE "checkout_state" AS ENUM ('starting', 'open', 'complete', 'expired', 'failed');

-- CreateEnum
CREATE TYPE "checkout_mode" AS ENUM ('hosted', 'embedded');

-- CreateEnum
CREATE TYPE "hold_state" AS ENUM ('held', 'sold', 'released');

-- CreateEnum
CREATE TYPE "order_origin" AS ENUM ('hosted', 'embedded', 'payment_link', 'other', 'person');

-- CreateEnum
CREATE TYPE "payment_state" AS ENUM ('awaiting', 'paid', 'failed', 'partly_refunded', 'refunded', 'disputed');

-- CreateEnum
CREATE TYPE "fulfillment_state" AS ENUM ('unfulfilled', 'needs_attention', 'partly_fulfilled', 'fulfilled', 'cancelled');

-- CreateEnum
CREATE TYPE "fulfillment_trigger" AS ENUM ('webhook', 'landing', 'sweep', 'merchant', 'system');

-- CreateEnum
CREATE TYPE "refund_state" AS ENUM ('pending', 'requires_action', 'succeeded', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "dispute_outcome" AS ENUM ('open', 'won', 'lost');

-- CreateEnum
CREATE TYPE "payment_kind" AS ENUM ('session', 'invoice', 'elsewhere');

-- CreateEnum
CREATE TYPE "payment_entry_kind" AS ENUM ('charge', 'refund', 'refund_failed', 'dispute_lost', 'dispute_reversed', 'fee');

-- CreateEnum
CREATE TYPE "merchant_request_kind" AS ENUM ('refund', 'end_subscription');

-- CreateEnum
CREATE TYPE "line_state" AS ENUM ('pending', 'fulfilled', 'needs_attention', 'back_ordered', 'cancelled');

-- CreateEnum
CREATE TYPE "parcel_state" AS ENUM ('awaiting_shipment', 'shipped', 'delivered', 'cancelled');

-- CreateEnum
CREATE TYPE "event_state" AS ENUM ('pending', 'done', 'ignored', 'wrong_mode');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'dropped', 'refused');

-- CreateEnum
CREATE TYPE "outgoing_state" AS ENUM ('queued', 'delivered', 'given_up');

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "kinds" "fulfillment_kind"[],
    "image" TEXT NOT NULL,
    "max_quantity" INTEGER NOT NULL DEFAULT 10,
    "adjustable" BOOLEAN NOT NULL DEFAULT false,
    "offers_link" BOOLEAN NOT NULL DEFAULT false,
    "license_key_source" "license_key_source",
    "access_days" INTEGER,
    "low_pool_at" INTEGER NOT NULL DEFAULT 5,
    "offered_with" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_text" (
    "product_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "description" TEXT[],
    "details" JSONB NOT NULL,
    "alt" TEXT NOT NULL,
    "access" JSONB,

    CONSTRAINT "product_text_pkey" PRIMARY KEY ("product_id","locale")
);

-- CreateTable
CREATE TABLE "product_variant" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sku" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "weight_grams" INTEGER,
    "stripe_product_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_variant_text" (
    "variant_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "product_variant_text_pkey" PRIMARY KEY ("variant_id","locale")
);

-- CreateTable
CREATE TABLE "price" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "unit_amount" BIGINT NOT NULL,
    "interval" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "lookup_key" TEXT NOT NULL,
    "stripe_price_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock" (
    "variant_id" UUID NOT NULL,
    "received" INTEGER NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "sold" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("variant_id")
);

-- CreateTable
CREATE TABLE "product_file" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "product_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_link" (
    "id" TEXT NOT NULL,
    "variant_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "payment_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "browser_hash" TEXT,
    "mode" "checkout_mode" NOT NULL,
    "state" "checkout_state" NOT NULL DEFAULT 'starting',
    "locale" TEXT NOT NULL,
    "cart" JSONB NOT NULL,
    "session_id" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "checkout_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" "hold_state" NOT NULL DEFAULT 'held',

    CONSTRAINT "hold_pkey" PRIMARY KEY ("checkout_id","variant_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "number" INTEGER,
    "session_id" TEXT,
    "livemode" BOOLEAN NOT NULL,
    "origin" "order_origin" NOT NULL,
    "made_by_id" TEXT,
    "checkout_id" UUID,
    "payment_link_id" TEXT,
    "payment_intent_id" TEXT,
    "subscription_id" TEXT,
    "customer_id" TEXT,
    "buyer_id" UUID,
    "payment" "payment_state" NOT NULL DEFAULT 'awaiting',
    "fulfillment" "fulfillment_state" NOT NULL DEFAULT 'unfulfilled',
    "attention" JSONB,
    "attention_at" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_subtotal" BIGINT NOT NULL,
    "amount_discount" BIGINT NOT NULL,
    "amount_shipping" BIGINT NOT NULL,
    "amount_tax" BIGINT NOT NULL,
    "amount_total" BIGINT NOT NULL,
    "amount_difference" BIGINT NOT NULL DEFAULT 0,
    "amount_refunded" BIGINT NOT NULL DEFAULT 0,
    "amount_lost" BIGINT NOT NULL DEFAULT 0,
    "email" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "shipping_address" JSONB,
    "shipping_option" TEXT,
    "session_created_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),
    "fulfilled_at" TIMESTAMPTZ(3),
    "placed_by" "fulfillment_trigger",
    "fulfilled_by" "fulfillment_trigger",
    "erased_at" TIMESTAMPTZ(3),
    "disputes_revision" INTEGER NOT NULL DEFAULT 0,
    "access_revision" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3),
    "subscription_ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "buyer" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "buyer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_record" (
    "id" BIGSERIAL NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "api_version" TEXT NOT NULL,
    "retrieved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "state" "refund_state" NOT NULL,
    "reason" TEXT,
    "failure_reason" TEXT,
    "actor" TEXT,
    "invoice_id" TEXT,
    "announced" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "refund_id" TEXT NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("refund_id","order_line_id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "invoice_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "outcome" "dispute_outcome" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" "payment_kind" NOT NULL,
    "invoice_id" TEXT,
    "payment_intent_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "paid_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_entry" (
    "kind" "payment_entry_kind" NOT NULL,
    "object_id" TEXT NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_entry_pkey" PRIMARY KEY ("kind","object_id")
);

-- CreateTable
CREATE TABLE "subscription_period" (
    "invoice_id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "missed" BOOLEAN NOT NULL DEFAULT false,
    "met" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "subscription_period_pkey" PRIMARY KEY ("invoice_id")
);

-- CreateTable
CREATE TABLE "merchant_request" (
    "key" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" "merchant_request_kind" NOT NULL,
    "body" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_request_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "stripe_line_item_id" TEXT,
    "stripe_price_id" TEXT,
    "product_id" UUID,
    "variant_id" UUID,
    "description" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_subtotal" BIGINT NOT NULL,
    "amount_discount" BIGINT NOT NULL,
    "amount_tax" BIGINT NOT NULL,
    "amount_total" BIGINT NOT NULL,
    "state" "line_state" NOT NULL DEFAULT 'pending',
    "attention" JSONB,
    "stock_taken" INTEGER NOT NULL DEFAULT 0,
    "units_refunded" INTEGER NOT NULL DEFAULT 0,
    "units_by_hand" INTEGER,
    "back_ordered_at" TIMESTAMPTZ(3),
    "renewals_met" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfillment" (
    "id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "kind" "fulfillment_kind" NOT NULL,
    "units" INTEGER NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fulfillment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 1,
    "state" "parcel_state" NOT NULL DEFAULT 'awaiting_shipment',
    "carrier" TEXT,
    "tracking_number" TEXT,
    "tracking_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shipped_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "shipped_by" "fulfillment_trigger",
    "announced_revision" INTEGER NOT NULL DEFAULT 0,
    "announced_ready" BOOLEAN NOT NULL DEFAULT false,
    "announced_mark" TEXT,
    "times_mailed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "parcel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parcel_item" (
    "parcel_id" UUID NOT NULL,
    "fulfillment_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "parcel_item_pkey" PRIMARY KEY ("parcel_id","fulfillment_id")
);

-- CreateTable
CREATE TABLE "download_grant" (
    "id" UUID NOT NULL,
    "fulfillment_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "limit" INTEGER NOT NULL DEFAULT 20,
    "count" INTEGER NOT NULL DEFAULT 0,
    "last_fetched_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "download_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "license_key" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fulfillment_id" UUID,
    "unit" INTEGER,
    "granted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "license_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement" (
    "id" UUID NOT NULL,
    "fulfillment_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "email" TEXT,
    "subscription_id" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "announced_open" BOOLEAN,
    "times_announced" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entitlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline_entry" (
    "id" BIGSERIAL NOT NULL,
    "order_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "trigger" "fulfillment_trigger" NOT NULL,
    "event_id" TEXT,
    "actor" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "milliseconds" INTEGER,

    CONSTRAINT "timeline_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counter" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "api_version" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "object_id" TEXT,
    "state" "event_state" NOT NULL DEFAULT 'pending',
    "handled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "delivered" BOOLEAN NOT NULL DEFAULT true,
    "missed_at" TIMESTAMPTZ(3),
    "order_id" UUID,

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_event_body" (
    "event_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_event_body_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "order_id" UUID,
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "recipient" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_tried_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "again_of" UUID,

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_endpoint" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "old_secret" TEXT,
    "old_secret_until" TIMESTAMPTZ(3),
    "kinds" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outgoing_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_message" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" UUID,
    "payload" JSONB NOT NULL,
    "state" "outgoing_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_status" INTEGER,
    "last_error" TEXT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sweep_mark" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweep_mark_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "merchant_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "merchant_rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "product_slug_key" ON "product"("slug");

-- CreateIndex
CREATE INDEX "product_active_position_idx" ON "product"("active", "position");

-- CreateIndex
CREATE UNIQUE INDEX "product_variant_sku_key" ON "product_variant"("sku");

-- CreateIndex
CREATE UNIQUE INDEX "product_variant_stripe_product_id_key" ON "product_variant"("stripe_product_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_variant_product_id_position_key" ON "product_variant"("product_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "price_lookup_key_key" ON "price"("lookup_key");

-- CreateIndex
CREATE UNIQUE INDEX "price_stripe_price_id_key" ON "price"("stripe_price_id");

-- CreateIndex
CREATE INDEX "price_variant_id_idx" ON "price"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_file_variant_id_file_key" ON "product_file"("variant_id", "file");

-- CreateIndex
CREATE INDEX "payment_link_variant_id_idx" ON "payment_link"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_idempotency_key_key" ON "checkout"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_session_id_key" ON "checkout"("session_id");

-- CreateIndex
CREATE INDEX "checkout_state_expires_at_idx" ON "checkout"("state", "expires_at");

-- CreateIndex
CREATE INDEX "checkout_browser_hash_created_at_idx" ON "checkout"("browser_hash", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_session_id_key" ON "orders"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_checkout_id_key" ON "orders"("checkout_id");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_fulfillment_created_at_id_idx" ON "orders"("fulfillment", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_payment_created_at_id_idx" ON "orders"("payment", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_email_idx" ON "orders"("email");

-- CreateIndex
CREATE INDEX "orders_buyer_id_created_at_idx" ON "orders"("buyer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "orders_payment_intent_id_idx" ON "orders"("payment_intent_id");

-- CreateIndex
CREATE INDEX "orders_subscription_id_idx" ON "orders"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "buyer_email_key" ON "buyer"("email");

-- CreateIndex
CREATE INDEX "buyer_created_at_id_idx" ON "buyer"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "order_record_order_id_kind_object_id_hash_key" ON "order_record"("order_id", "kind", "object_id", "hash");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "refund_line_order_line_id_idx" ON "refund_line"("order_line_id");

-- CreateIndex
CREATE INDEX "dispute_order_id_idx" ON "dispute"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_invoice_id_key" ON "payment"("invoice_id");

-- CreateIndex
CREATE INDEX "payment_order_id_idx" ON "payment"("order_id");

-- CreateIndex
CREATE INDEX "payment_payment_intent_id_idx" ON "payment"("payment_intent_id");

-- CreateIndex
CREATE INDEX "payment_paid_at_idx" ON "payment"("paid_at");

-- CreateIndex
CREATE INDEX "payment_entry_payment_id_idx" ON "payment_entry"("payment_id");

-- CreateIndex
CREATE INDEX "payment_entry_at_idx" ON "payment_entry"("at");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_period_order_id_number_key" ON "subscription_period"("order_id", "number");

-- CreateIndex
CREATE INDEX "merchant_request_order_id_idx" ON "merchant_request"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_stripe_line_item_id_key" ON "order_line"("stripe_line_item_id");

-- CreateIndex
CREATE INDEX "order_line_order_id_position_idx" ON "order_line"("order_id", "position");

-- CreateIndex
CREATE INDEX "order_line_product_id_idx" ON "order_line"("product_id");

-- CreateIndex
CREATE INDEX "order_line_variant_id_back_ordered_at_idx" ON "order_line"("variant_id", "back_ordered_at");

-- CreateIndex
CREATE UNIQUE INDEX "fulfillment_order_line_id_kind_key" ON "fulfillment"("order_line_id", "kind");

-- CreateIndex
CREATE INDEX "parcel_state_created_at_idx" ON "parcel"("state", "created_at");

-- CreateIndex
CREATE INDEX "parcel_state_shipped_at_idx" ON "parcel"("state", "shipped_at");

-- CreateIndex
CREATE UNIQUE INDEX "parcel_order_id_number_key" ON "parcel"("order_id", "number");

-- CreateIndex
CREATE INDEX "parcel_item_fulfillment_id_idx" ON "parcel_item"("fulfillment_id");

-- CreateIndex
CREATE UNIQUE INDEX "download_grant_fulfillment_id_file_id_key" ON "download_grant"("fulfillment_id", "file_id");

-- CreateIndex
CREATE UNIQUE INDEX "license_key_key_key" ON "license_key"("key");

-- CreateIndex
CREATE INDEX "license_key_variant_id_fulfillment_id_idx" ON "license_key"("variant_id", "fulfillment_id");

-- CreateIndex
CREATE UNIQUE INDEX "license_key_fulfillment_id_unit_key" ON "license_key"("fulfillment_id", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_fulfillment_id_key" ON "entitlement"("fulfillment_id");

-- CreateIndex
CREATE INDEX "entitlement_updated_at_id_idx" ON "entitlement"("updated_at", "id");

-- CreateIndex
CREATE INDEX "entitlement_subscription_id_idx" ON "entitlement"("subscription_id");

-- CreateIndex
CREATE INDEX "timeline_entry_order_id_id_idx" ON "timeline_entry"("order_id", "id");

-- CreateIndex
CREATE INDEX "stripe_event_received_at_idx" ON "stripe_event"("received_at" DESC);

-- CreateIndex
CREATE INDEX "stripe_event_object_id_idx" ON "stripe_event"("object_id");

-- CreateIndex
CREATE INDEX "stripe_event_body_received_at_idx" ON "stripe_event_body"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_message_idempotency_key_key" ON "mail_message"("idempotency_key");

-- CreateIndex
CREATE INDEX "mail_message_order_id_idx" ON "mail_message"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "outgoing_message_order_id_idx" ON "outgoing_message"("order_id");

-- CreateIndex
CREATE INDEX "outgoing_message_queued_at_idx" ON "outgoing_message"("queued_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_message_endpoint_id_idempotency_key_key" ON "outgoing_message"("endpoint_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_user_email_key" ON "merchant_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_session_token_key" ON "merchant_session"("token");

-- CreateIndex
CREATE INDEX "merchant_session_user_id_idx" ON "merchant_session"("user_id");

-- CreateIndex
CREATE INDEX "merchant_account_user_id_idx" ON "merchant_account"("user_id");

-- CreateIndex
CREATE INDEX "merchant_verification_identifier_idx" ON "merchant_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_rate_limit_key_key" ON "merchant_rate_limit"("key");

-- AddForeignKey
ALTER TABLE "product_text" ADD CONSTRAINT "product_text_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_variant" ADD CONSTRAINT "product_variant_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_variant_text" ADD CONSTRAINT "product_variant_text_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_link" ADD CONSTRAINT "payment_link_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkout"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "buyer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "merchant_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_record" ADD CONSTRAINT "order_record_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_entry" ADD CONSTRAINT "payment_entry_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_period" ADD CONSTRAINT "subscription_period_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_request" ADD CONSTRAINT "merchant_request_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfillment" ADD CONSTRAINT "fulfillment_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel" ADD CONSTRAINT "parcel_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel_item" ADD CONSTRAINT "parcel_item_parcel_id_fkey" FOREIGN KEY ("parcel_id") REFERENCES "parcel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel_item" ADD CONSTRAINT "parcel_item_fulfillment_id_fkey" FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "download_grant" ADD CONSTRAINT "download_grant_fulfillment_id_fkey" FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "download_grant" ADD CONSTRAINT "download_grant_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "product_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_key" ADD CONSTRAINT "license_key_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_key" ADD CONSTRAINT "license_key_fulfillment_id_fkey" FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_fulfillment_id_fkey" FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stripe_event_body" ADD CONSTRAINT "stripe_event_body_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "stripe_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "outgoing_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_session" ADD CONSTRAINT "merchant_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "merchant_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_account" ADD CONSTRAINT "merchant_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "merchant_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express. Constraints are named after the invariant they guard (docs/fulfillment.md).

-- I1: each unit of each line is granted once, and taken from stock once.
ALTER TABLE "order_line" ADD CONSTRAINT "i1_stock_taken_once" CHECK ("stock_taken" >= 0 AND "stock_taken" <= "quantity");
ALTER TABLE "order_line" ADD CONSTRAINT "i1_units_refunded" CHECK ("units_refunded" BETWEEN 0 AND "quantity");
ALTER TABLE "order_line" ADD CONSTRAINT "i1_units_by_hand" CHECK ("units_by_hand" BETWEEN 0 AND "quantity");
ALTER TABLE "fulfillment" ADD CONSTRAINT "i1_units" CHECK ("units" >= 0);
ALTER TABLE "license_key" ADD CONSTRAINT "i1_key_has_unit" CHECK (("fulfillment_id" IS NULL) = ("unit" IS NULL));
ALTER TABLE "parcel_item" ADD CONSTRAINT "i1_parcel_item_positive" CHECK ("quantity" > 0);
CREATE UNIQUE INDEX "i1_one_session_payment" ON "payment" ("order_id") WHERE "kind" = 'session';

-- I2: nothing is fulfilled that was never paid.
ALTER TABLE "orders" ADD CONSTRAINT "i2_fulfilled_only_paid"
  CHECK ("fulfillment" NOT IN ('fulfilled', 'partly_fulfilled') OR "paid_at" IS NOT NULL);

-- I4: stock is conserved.
ALTER TABLE "stock" ADD CONSTRAINT "i4_on_hand_not_negative" CHECK ("on_hand" >= 0);
ALTER TABLE "stock" ADD CONSTRAINT "i4_held_not_negative" CHECK ("held" >= 0);
ALTER TABLE "stock" ADD CONSTRAINT "i4_sold_not_negative" CHECK ("sold" >= 0);
ALTER TABLE "stock" ADD CONSTRAINT "i4_conserved" CHECK ("received" = "on_hand" + "held" + "sold");
ALTER TABLE "hold" ADD CONSTRAINT "i4_hold_positive" CHECK ("quantity" > 0);

-- I6: amounts make sense, and a variant is sold at one price.
ALTER TABLE "price" ADD CONSTRAINT "i6_price_not_negative" CHECK ("unit_amount" >= 0);
CREATE UNIQUE INDEX "i6_one_active_price" ON "price" ("variant_id") WHERE "active";
ALTER TABLE "orders" ADD CONSTRAINT "i6_refunded_not_negative" CHECK ("amount_lost" >= 0 AND "amount_refunded" >= "amount_lost");
ALTER TABLE "refund" ADD CONSTRAINT "i6_refund_positive" CHECK ("amount" > 0);
ALTER TABLE "refund_line" ADD CONSTRAINT "i6_refund_line_positive" CHECK ("quantity" > 0 AND "amount" >= 0);
ALTER TABLE "payment" ADD CONSTRAINT "i6_payment_not_negative" CHECK ("amount" >= 0);

-- I7: what needs a person says why.
ALTER TABLE "orders" ADD CONSTRAINT "i7_attention_has_reason"
  CHECK ("fulfillment" <> 'needs_attention' OR "attention" #>> '{0,code}' IS NOT NULL);
ALTER TABLE "order_line" ADD CONSTRAINT "i7_line_attention_has_reason"
  CHECK (("state" = 'needs_attention') = ("attention" ->> 'code' IS NOT NULL));
ALTER TABLE "subscription_period" ADD CONSTRAINT "i7_met_was_missed" CHECK ("missed" OR NOT "met");

-- Others.
ALTER TABLE "orders" ADD CONSTRAINT "order_is_of_a_session_or_a_person" CHECK (CASE "origin"
  WHEN 'person' THEN "made_by_id" IS NOT NULL AND num_nonnulls(
    "session_id", "session_created_at", "checkout_id", "payment_link_id", "payment_intent_id", "subscription_id") = 0
  ELSE "made_by_id" IS NULL AND num_nulls("session_id", "session_created_at") = 0
END);
ALTER TABLE "payment" ADD CONSTRAINT "payment_names_its_invoice" CHECK (("kind" = 'invoice') = ("invoice_id" IS NOT NULL));
ALTER TABLE "download_grant" ADD CONSTRAINT "download_within_limit" CHECK ("count" >= 0 AND "count" <= "limit");
ALTER TABLE "buyer" ADD CONSTRAINT "buyer_email_lower" CHECK ("email" = lower("email"));
CREATE UNIQUE INDEX "one_active_payment_link" ON "payment_link" ("variant_id") WHERE "active";

-- Every product has at least one variant, at the latest when the transaction ends.
CREATE FUNCTION "product_has_a_variant"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "about" UUID;
BEGIN
  IF TG_TABLE_NAME = 'product' THEN
    "about" := NEW."id";
  ELSE
    "about" := OLD."product_id";
  END IF;
  IF EXISTS (SELECT FROM "product" WHERE "id" = "about")
    AND NOT EXISTS (SELECT FROM "product_variant" WHERE "product_id" = "about") THEN
    RAISE EXCEPTION 'product % has no variant', "about" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "product_has_a_variant" AFTER INSERT ON "product" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "product_has_a_variant"();
CREATE CONSTRAINT TRIGGER "product_has_a_variant" AFTER DELETE OR UPDATE OF "product_id" ON "product_variant"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "product_has_a_variant"();

-- The timeline and the copies of Stripe's answers are append-only; erasure alone may take personal details out.
CREATE FUNCTION "timeline_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('bottega.erasing', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'the timeline is append-only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "timeline_entry_append_only" BEFORE UPDATE ON "timeline_entry"
  FOR EACH ROW EXECUTE FUNCTION "timeline_is_append_only"();
CREATE FUNCTION "order_record_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('bottega.erasing', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'the copies of Stripe''s answers are append-only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "order_record_append_only" BEFORE UPDATE ON "order_record"
  FOR EACH ROW EXECUTE FUNCTION "order_record_is_append_only"();

-- Indexes of a part of a table: what waits, what has ended, what is to be found.
CREATE INDEX "stripe_event_pending" ON "stripe_event" ("received_at") WHERE "state" = 'pending';
CREATE INDEX "stripe_event_not_noted" ON "stripe_event" ("created_at") WHERE NOT "delivered" AND "missed_at" IS NULL;
CREATE INDEX "stripe_event_missed" ON "stripe_event" ("missed_at") WHERE "missed_at" IS NOT NULL;
CREATE INDEX "outgoing_message_queued" ON "outgoing_message" ("queued_at") WHERE "state" = 'queued';
CREATE INDEX "entitlement_to_end" ON "entitlement" ("ends_at") WHERE "announced_open";
CREATE INDEX "entitlement_email" ON "entitlement" (lower("email"), "updated_at", "id");
CREATE INDEX "license_key_free" ON "license_key" ("variant_id", "created_at", "id") WHERE "fulfillment_id" IS NULL;
CREATE INDEX "license_key_revoked" ON "license_key" ("revoked_at", "id") WHERE "revoked_at" IS NOT NULL;
CREATE INDEX "orders_amounts_differ" ON "orders" ("created_at" DESC, "id" DESC) WHERE "amount_difference" <> 0;
CREATE INDEX "orders_erased" ON "orders" ("customer_id") WHERE "erased_at" IS NOT NULL;

-- The merchant's search finds parts of names and addresses.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "orders_search" ON "orders" USING gin ("email" gin_trgm_ops, "name" gin_trgm_ops);
CREATE INDEX "buyer_search" ON "buyer" USING gin ("email" gin_trgm_ops, "name" gin_trgm_ops);

-- The first order is B-1001.
INSERT INTO "counter" ("name", "value") VALUES ('order', 1000);
