import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";

export interface ToastMessage {
  text: ReactNode;
  /** Undo, or look at it. */
  action?: { label: string; onPress: () => void } | undefined;
}

interface ShownToast extends ToastMessage {
  id: number;
}

const shownForMs = 8000;

export type ShowToast = (toast: ToastMessage) => void;

const ToastContext = createContext<ShowToast>(() => {});

/** The function that shows a toast: to confirm and to undo, nothing else. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}

/** How a toast looks; `ToastProvider` shows them. */
export function Toast({ text, action, onDone }: ToastMessage & { onDone?: (() => void) | undefined }) {
  return (
    <div className="toast">
      <span>{text}</span>
      {action && (
        <button
          type="button"
          onClick={() => {
            action.onPress();
            onDone?.();
          }}
        >
          {action.label}
        </button>
      )}
    </div>
  );
}

export interface ToastProviderProps {
  /** Names the region: "Meldingen". */
  label: string;
  children: ReactNode;
}

/** Holds the toasts: 8 seconds each, the time stands still under the pointer or with focus inside, Escape closes. */
export function ToastProvider({ label, children }: ToastProviderProps) {
  const [toasts, setToasts] = useState<ShownToast[]>([]);
  const [isHeld, setHeld] = useState(false);
  const lastId = useRef(0);
  const show = useCallback<ShowToast>((toast) => {
    lastId.current += 1;
    const id = lastId.current;
    setToasts((shown) => [...shown, { ...toast, id }]);
  }, []);
  const remove = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const hold = useMemo(
    () => ({
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      onFocus: () => setHeld(true),
      onBlur: () => setHeld(false),
    }),
    [],
  );
  const isEmpty = toasts.length === 0;
  useEffect(() => {
    if (isEmpty) setHeld(false);
  }, [isEmpty]);
  return (
    <ToastContext value={show}>
      {children}
      <section
        className="toasts"
        aria-label={label}
        {...hold}
        onKeyDown={(event) => {
          if (event.key === "Escape") setToasts([]);
        }}
      >
        <div role="status" aria-live="polite">
          {toasts.map((toast) => (
            <TimedToast key={toast.id} toast={toast} isHeld={isHeld} onDone={remove} />
          ))}
        </div>
      </section>
    </ToastContext>
  );
}

function TimedToast({ toast, isHeld, onDone }: { toast: ShownToast; isHeld: boolean; onDone: (id: number) => void }) {
  const left = useRef(shownForMs);
  useEffect(() => {
    if (isHeld) return;
    const began = performance.now();
    const timer = setTimeout(() => onDone(toast.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - began;
    };
  }, [isHeld, toast.id, onDone]);
  return <Toast {...toast} onDone={() => onDone(toast.id)} />;
}
