import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { ko } from './ko';

const storageKey = 'chatplatform.language';

export const languages = { ko: '한국어', en: 'English' } as const;
export type Language = keyof typeof languages;

/** The stored choice, else the browser's wish. Korean is the console's first language. */
function initialLanguage(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(storageKey);
  } catch {
    // storage may be blocked
  }
  if (stored === 'ko' || stored === 'en') {
    return stored;
  }
  const wished = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in languages);
  return wished === 'en' ? 'en' : 'ko';
}

export function switchLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // the choice then lasts as long as the page
  }
  void i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

void i18next.use(initReactI18next).init({
  resources: { ko: { translation: ko }, en: { translation: en } },
  lng: initialLanguage(),
  fallbackLng: 'ko',
  // React escapes what it renders
  interpolation: { escapeValue: false },
});

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof ko };
  }
}
