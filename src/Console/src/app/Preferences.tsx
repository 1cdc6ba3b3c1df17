import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languages, switchLanguage, type Language } from '../i18n';

/** Language and theme, the same in and out of the console. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const themes = [
    { value: 'light', label: t('app.themeLight'), icon: IconSun },
    { value: 'dark', label: t('app.themeDark'), icon: IconMoon },
    { value: 'auto', label: t('app.themeAuto'), icon: IconDeviceDesktop },
  ] as const;
  const Current = themes.find((theme) => theme.value === colorScheme)?.icon ?? IconSun;
  const chosen = <IconCheck size={16} aria-hidden />;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Tooltip label={t('app.language')}>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('app.language')}>
              <IconLanguage size={20} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(languages) as Language[]).map((language) => (
            <Menu.Item
              key={language}
              lang={language}
              aria-current={i18n.language === language}
              rightSection={i18n.language === language ? chosen : undefined}
              onClick={() => switchLanguage(language)}
            >
              {languages[language]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Tooltip label={t('app.theme')}>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('app.theme')}>
              <Current size={20} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {themes.map(({ value, label, icon: Icon }) => (
            <Menu.Item
              key={value}
              aria-current={colorScheme === value}
              leftSection={<Icon size={16} />}
              rightSection={colorScheme === value ? chosen : undefined}
              onClick={() => setColorScheme(value)}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
