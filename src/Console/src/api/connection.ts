/** Whether the server answers. One failed call raises it, a health poll lowers it. */
type Listener = () => void;

const pollMilliseconds = 2_000;

class Connection {
  away = false;
  private readonly listeners = new Set<Listener>();
  private readonly whenBack = new Set<Listener>();

  readonly subscribe = (listener: Listener): Listener => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Called each time the server has come back. */
  onBack(listener: Listener): Listener {
    this.whenBack.add(listener);
    return () => this.whenBack.delete(listener);
  }

  lost(): void {
    if (this.away) {
      return;
    }
    this.set(true);
    void this.poll();
  }

  private set(away: boolean): void {
    this.away = away;
    this.listeners.forEach((listener) => listener());
  }

  private async poll(): Promise<void> {
    while (this.away) {
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
      try {
        const response = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(4_000) });
        // a gateway that stands before us answers 502–504 while we are away
        if (response.status < 502) {
          this.set(false);
          this.whenBack.forEach((listener) => listener());
        }
      } catch {
        // still away
      }
    }
  }
}

export const connection = new Connection();
