/** A quiet place-holder in the size of what is to come. Hidden from screen readers: say "loading" beside it. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <span aria-hidden="true" className={`block animate-pulse rounded-sm bg-wash ${className}`} />;
}
