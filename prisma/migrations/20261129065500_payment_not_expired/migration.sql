-- A session that expires makes no order: no payment was ever in this state.
ALTER TYPE "payment_state" RENAME TO "payment_state_old";
CREATE TYPE "payment_state" AS ENUM ('awaiting', 'paid', 'failed', 'partly_refunded', 'refunded', 'disputed');
ALTER TABLE "orders" ALTER COLUMN "payment" DROP DEFAULT;
ALTER TABLE "orders" ALTER COLUMN "payment" TYPE "payment_state" USING ("payment"::text::"payment_state");
ALTER TABLE "orders" ALTER COLUMN "payment" SET DEFAULT 'awaiting';
DROP TYPE "payment_state_old";
