-- What was read out of the timeline and the keys of mails, in columns of its own.
ALTER TABLE "orders" ADD COLUMN "placed_by" "fulfillment_trigger";
ALTER TABLE "stripe_event" ADD COLUMN "order_id" UUID;
ALTER TABLE "parcel" ADD COLUMN "times_mailed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "mail_message" ADD COLUMN "again_of" UUID;
