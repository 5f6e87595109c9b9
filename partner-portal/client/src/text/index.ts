import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { setFormatLanguage, type Language } from '../format';
import { en } from './en';
import { id, type TextKey } from './id';

const chosen = (): Language => (window.localStorage.getItem('kongsi.language') === 'en' ? 'en' : 'id');

void i18next.use(initReactI18next).init({ lng: chosen(), fallbackLng: false, resources: { id: { translation: id }, en: { translation: en } }, interpolation: { escapeValue: false } });
applyLanguage(chosen());

export function applyLanguage(language: Language): void {
  window.localStorage.setItem('kongsi.language', language);
  document.documentElement.lang = language;
  setFormatLanguage(language);
  void i18next.changeLanguage(language);
}

/** Texts by key; a key that is missing does not compile. */
export function useText(): (key: TextKey, facts?: Record<string, string | number>) => string {
  const { t } = useTranslation();
  // The same function until the language changes, so that charts are not drawn anew each time.
  return useCallback((key, facts) => t(key, facts ?? {}), [t]);
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'id';
}

/** The text of a value that the hub sent; a value that is new to this portal is shown as it is. */
export function useWord(): (value: string) => string {
  const text = useText();
  return (value) => (value in id ? text(value as TextKey) : value);
}

/** What a party is called: brands as they are, the accounts that the hub holds by their words. Reserves come as `RESERVE:` and the brand. */
export function useParty(): (name: string) => string {
  const text = useText();
  return useCallback((name) => {
    if (name.startsWith('RESERVE:')) return text('reserveOfBrand', { brand: name.slice('RESERVE:'.length) });
    const held = HELD[name];
    return held ? text(held) : name;
  }, [text]);
}

const HELD: Readonly<Record<string, TextKey>> = { HUB: 'operator', COALITION_FUND: 'coalitionFund', 'HUB:rateDifference': 'rateDifference', 'HUB:residue': 'residue' };
