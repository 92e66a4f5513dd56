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
CREATE TYPE "order_source" AS ENUM ('hosted', 'embedded', 'payment_link', 'other');

-- CreateEnum
CREATE TYPE "payment_state" AS ENUM ('awaiting', 'paid', 'failed', 'expired', 'partly_refunded', 'refunded', 'disputed');

-- CreateEnum
CREATE TYPE "fulfillment_state" AS ENUM ('unfulfilled', 'needs_attention', 'partly_fulfilled', 'fulfilled', 'cancelled');

-- CreateEnum
CREATE TYPE "fulfillment_trigger" AS ENUM ('webhook', 'landing', 'sweep', 'merchant', 'system');

-- CreateEnum
CREATE TYPE "line_state" AS ENUM ('pending', 'fulfilled', 'needs_attention', 'cancelled');

-- CreateEnum
CREATE TYPE "grant_state" AS ENUM ('granted', 'revoked');

-- CreateEnum
CREATE TYPE "parcel_state" AS ENUM ('awaiting_shipment', 'shipped', 'delivered', 'cancelled');

-- CreateEnum
CREATE TYPE "event_state" AS ENUM ('pending', 'done', 'ignored', 'wrong_mode');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent');

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "kinds" "fulfillment_kind"[],
    "image" TEXT NOT NULL,
    "weight_grams" INTEGER,
    "max_quantity" INTEGER NOT NULL DEFAULT 10,
    "adjustable" BOOLEAN NOT NULL DEFAULT false,
    "offers_link" BOOLEAN NOT NULL DEFAULT false,
    "license_key_source" "license_key_source",
    "access_days" INTEGER,
    "stripe_product_id" TEXT,
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
CREATE TABLE "price" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "unit_amount" INTEGER NOT NULL,
    "interval" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "lookup_key" TEXT NOT NULL,
    "stripe_price_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock" (
    "product_id" UUID NOT NULL,
    "received" INTEGER NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "sold" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "product_file" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "product_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_link" (
    "id" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "payment_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "id" UUID NOT NULL,
    "attempt_key" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
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
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" "hold_state" NOT NULL DEFAULT 'held',

    CONSTRAINT "hold_pkey" PRIMARY KEY ("checkout_id","product_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "number" INTEGER,
    "session_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "source" "order_source" NOT NULL,
    "checkout_id" UUID,
    "payment_link_id" TEXT,
    "payment_intent_id" TEXT,
    "subscription_id" TEXT,
    "customer_id" TEXT,
    "payment" "payment_state" NOT NULL DEFAULT 'awaiting',
    "fulfillment" "fulfillment_state" NOT NULL DEFAULT 'unfulfilled',
    "attention" TEXT,
    "locale" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_subtotal" INTEGER NOT NULL,
    "amount_discount" INTEGER NOT NULL,
    "amount_shipping" INTEGER NOT NULL,
    "amount_tax" INTEGER NOT NULL,
    "amount_total" INTEGER NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "shipping_address" JSONB,
    "shipping_option" TEXT,
    "session_created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),
    "fulfilled_at" TIMESTAMPTZ(3),
    "fulfilled_by" "fulfillment_trigger",

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "stripe_line_item_id" TEXT NOT NULL,
    "stripe_price_id" TEXT,
    "product_id" UUID,
    "description" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_subtotal" INTEGER NOT NULL,
    "amount_discount" INTEGER NOT NULL,
    "amount_tax" INTEGER NOT NULL,
    "amount_total" INTEGER NOT NULL,
    "state" "line_state" NOT NULL DEFAULT 'pending',
    "attention" TEXT,
    "stock_taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfillment" (
    "id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "kind" "fulfillment_kind" NOT NULL,
    "state" "grant_state" NOT NULL DEFAULT 'granted',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "fulfillment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "state" "parcel_state" NOT NULL DEFAULT 'awaiting_shipment',
    "carrier" TEXT,
    "tracking_number" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shipped_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),

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
    "product_id" UUID NOT NULL,
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
    "payload" JSONB NOT NULL,
    "state" "event_state" NOT NULL DEFAULT 'pending',
    "handled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("id")
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
CREATE UNIQUE INDEX "product_stripe_product_id_key" ON "product"("stripe_product_id");

-- CreateIndex
CREATE INDEX "product_active_position_idx" ON "product"("active", "position");

-- CreateIndex
CREATE UNIQUE INDEX "price_lookup_key_key" ON "price"("lookup_key");

-- CreateIndex
CREATE UNIQUE INDEX "price_stripe_price_id_key" ON "price"("stripe_price_id");

-- CreateIndex
CREATE INDEX "price_product_id_idx" ON "price"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_file_product_id_file_key" ON "product_file"("product_id", "file");

-- CreateIndex
CREATE INDEX "payment_link_product_id_idx" ON "payment_link"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_attempt_key_key" ON "checkout"("attempt_key");

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
CREATE INDEX "orders_payment_intent_id_idx" ON "orders"("payment_intent_id");

-- CreateIndex
CREATE INDEX "orders_subscription_id_idx" ON "orders"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_stripe_line_item_id_key" ON "order_line"("stripe_line_item_id");

-- CreateIndex
CREATE INDEX "order_line_order_id_position_idx" ON "order_line"("order_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "fulfillment_order_line_id_kind_key" ON "fulfillment"("order_line_id", "kind");

-- CreateIndex
CREATE INDEX "parcel_order_id_idx" ON "parcel"("order_id");

-- CreateIndex
CREATE INDEX "parcel_state_created_at_idx" ON "parcel"("state", "created_at");

-- CreateIndex
CREATE INDEX "parcel_item_fulfillment_id_idx" ON "parcel_item"("fulfillment_id");

-- CreateIndex
CREATE UNIQUE INDEX "download_grant_fulfillment_id_file_id_key" ON "download_grant"("fulfillment_id", "file_id");

-- CreateIndex
CREATE UNIQUE INDEX "license_key_key_key" ON "license_key"("key");

-- CreateIndex
CREATE INDEX "license_key_product_id_fulfillment_id_idx" ON "license_key"("product_id", "fulfillment_id");

-- CreateIndex
CREATE UNIQUE INDEX "license_key_fulfillment_id_unit_key" ON "license_key"("fulfillment_id", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_fulfillment_id_key" ON "entitlement"("fulfillment_id");

-- CreateIndex
CREATE INDEX "entitlement_email_idx" ON "entitlement"("email");

-- CreateIndex
CREATE INDEX "entitlement_subscription_id_idx" ON "entitlement"("subscription_id");

-- CreateIndex
CREATE INDEX "timeline_entry_order_id_id_idx" ON "timeline_entry"("order_id", "id");

-- CreateIndex
CREATE INDEX "stripe_event_received_at_idx" ON "stripe_event"("received_at" DESC);

-- CreateIndex
CREATE INDEX "stripe_event_object_id_idx" ON "stripe_event"("object_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_message_idempotency_key_key" ON "mail_message"("idempotency_key");

-- CreateIndex
CREATE INDEX "mail_message_order_id_idx" ON "mail_message"("order_id");

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
ALTER TABLE "price" ADD CONSTRAINT "price_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_link" ADD CONSTRAINT "payment_link_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkout"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

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
ALTER TABLE "license_key" ADD CONSTRAINT "license_key_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_key" ADD CONSTRAINT "license_key_fulfillment_id_fkey" FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_fulfillment_id_fkey" FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_session" ADD CONSTRAINT "merchant_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "merchant_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_account" ADD CONSTRAINT "merchant_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "merchant_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express -------------------------------------------------------------------------------

-- I4: stock is never negative, and nothing is lost between hand, hold and sale.
ALTER TABLE "stock" ADD CONSTRAINT "i4_on_hand_not_negative" CHECK ("on_hand" >= 0);
ALTER TABLE "stock" ADD CONSTRAINT "i4_held_not_negative" CHECK ("held" >= 0);
ALTER TABLE "stock" ADD CONSTRAINT "i4_sold_not_negative" CHECK ("sold" >= 0);
ALTER TABLE "stock" ADD CONSTRAINT "i4_conserved" CHECK ("received" = "on_hand" + "held" + "sold");
ALTER TABLE "hold" ADD CONSTRAINT "i4_hold_positive" CHECK ("quantity" > 0);

-- I1: a line never takes more from stock than was bought; a key given to an order knows its unit.
ALTER TABLE "order_line" ADD CONSTRAINT "i1_stock_taken_once" CHECK ("stock_taken" >= 0 AND "stock_taken" <= "quantity");
ALTER TABLE "license_key" ADD CONSTRAINT "i1_key_has_unit" CHECK (("fulfillment_id" IS NULL) = ("unit" IS NULL));

-- I2: an order on which anything was fulfilled has been paid at some time.
ALTER TABLE "orders" ADD CONSTRAINT "i2_fulfilled_only_paid"
  CHECK ("fulfillment" NOT IN ('fulfilled', 'partly_fulfilled') OR "paid_at" IS NOT NULL);

-- I7: what needs a person says why.
ALTER TABLE "orders" ADD CONSTRAINT "i7_attention_has_reason"
  CHECK ("fulfillment" <> 'needs_attention' OR "attention" IS NOT NULL);

-- Downloads are counted up to their limit.
ALTER TABLE "download_grant" ADD CONSTRAINT "download_within_limit" CHECK ("count" >= 0 AND "count" <= "limit");

-- I6: prices are positive or free, never negative; one price of a product is on sale at a time.
ALTER TABLE "price" ADD CONSTRAINT "i6_price_not_negative" CHECK ("unit_amount" >= 0);
CREATE UNIQUE INDEX "i6_one_active_price" ON "price" ("product_id") WHERE "active";
CREATE UNIQUE INDEX "one_active_payment_link" ON "payment_link" ("product_id") WHERE "active";

-- The pool of licence keys is searched for the next free one.
CREATE INDEX "license_key_free" ON "license_key" ("product_id", "created_at", "id") WHERE "fulfillment_id" IS NULL;

-- What the sweep and the merchant look for: events not yet done, orders that need a hand.
CREATE INDEX "stripe_event_pending" ON "stripe_event" ("received_at") WHERE "state" = 'pending';

-- The timeline is evidence: written once, never changed.
CREATE FUNCTION "timeline_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the timeline is append-only';
END $$;
CREATE TRIGGER "timeline_entry_append_only" BEFORE UPDATE ON "timeline_entry"
  FOR EACH ROW EXECUTE FUNCTION "timeline_is_append_only"();

-- Order numbers start where a small shop would not mind being seen.
INSERT INTO "counter" ("name", "value") VALUES ('order', 1000);
