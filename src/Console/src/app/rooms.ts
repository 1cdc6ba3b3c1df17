import { IconListSearch, IconMessageCircle, type Icon } from '@tabler/icons-react';

export interface Room {
  path: string;
  name: 'chat' | 'logs';
  icon: Icon;
}

/** The rooms of the console, in the order of the rail. A new room is a line here, its route in routes.tsx and its name in i18n. */
export const rooms: readonly Room[] = [
  { path: '/chat', name: 'chat', icon: IconMessageCircle },
  { path: '/logs', name: 'logs', icon: IconListSearch },
];
