-- Why an order or a line needs a person was a sentence in English; it becomes a code with what its sentence needs, and
-- is told in the reader's language. The few rows that hold one are copied; no table is written anew.

-- A sentence that is there is kept and shown as it is. That a line waits for keys is asked for, so that is kept as well.
CREATE FUNCTION "reason_told"("words" TEXT) RETURNS JSONB LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'code', CASE WHEN starts_with("words", 'The pool of licence keys for ') THEN 'keys_told_short' ELSE 'told' END,
    'words', "words")
$$;

-- AlterTable
ALTER TABLE "orders" DROP CONSTRAINT "i7_attention_has_reason";
ALTER TABLE "orders" RENAME COLUMN "attention" TO "attention_words";
ALTER TABLE "orders" ADD COLUMN     "attention" JSONB;
UPDATE "orders" SET "attention" = (
  SELECT jsonb_agg("reason_told"("words") ORDER BY "place")
  FROM regexp_split_to_table("attention_words", E'\n') WITH ORDINALITY AS "sentence" ("words", "place"))
  WHERE "attention_words" IS NOT NULL;

-- AlterTable
ALTER TABLE "order_line" RENAME COLUMN "attention" TO "attention_words";
ALTER TABLE "order_line" ADD COLUMN     "attention" JSONB;
UPDATE "order_line" SET "attention" = "reason_told"(coalesce("order_line"."attention_words", "orders"."attention_words", ''))
  FROM "orders" WHERE "orders"."id" = "order_id" AND "state" = 'needs_attention';

ALTER TABLE "orders" DROP COLUMN "attention_words";
ALTER TABLE "order_line" DROP COLUMN "attention_words";
DROP FUNCTION "reason_told"(TEXT);

-- What Prisma cannot express -------------------------------------------------------------------------------

-- I7: what needs a person says why. A code, not merely a value: JSON has a null of its own, and empty lists.
ALTER TABLE "orders" ADD CONSTRAINT "i7_attention_has_reason"
  CHECK ("fulfillment" <> 'needs_attention' OR "attention" #>> '{0,code}' IS NOT NULL);
ALTER TABLE "order_line" ADD CONSTRAINT "i7_line_attention_has_reason"
  CHECK (("state" = 'needs_attention') = ("attention" ->> 'code' IS NOT NULL));
