/** What was written but not sent, by conversation; survives a reload and a lost server. */
const prefix = 'chatplatform.draft.';

/** The draft of a conversation that has no id yet. */
export const newConversation = 'new';

class Drafts {
  private readonly texts = new Map<string, string>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read(conversation: string): string {
    let text = this.texts.get(conversation);
    if (text === undefined) {
      text = stored(conversation);
      this.texts.set(conversation, text);
    }
    return text;
  }

  write(conversation: string, text: string): void {
    this.texts.set(conversation, text);
    try {
      if (text === '') {
        localStorage.removeItem(prefix + conversation);
      } else {
        localStorage.setItem(prefix + conversation, text);
      }
    } catch {
      // storage may be full or blocked: the draft then lives as long as the page
    }
    this.listeners.forEach((listener) => listener());
  }
}

function stored(conversation: string): string {
  try {
    return localStorage.getItem(prefix + conversation) ?? '';
  } catch {
    return '';
  }
}

export const drafts = new Drafts();
