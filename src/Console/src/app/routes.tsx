import { createBrowserRouter, Navigate } from 'react-router';
import { Broken, NotFound } from './Fallbacks';
import { Guard } from './Guard';
import { SignIn } from './SignIn';

export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignIn />, errorElement: <Broken /> },
  {
    element: <Guard />,
    errorElement: <Broken />,
    // the shell is there at once; a room that is still loading leaves its place empty for a moment
    hydrateFallbackElement: <></>,
    children: [
      { path: '/', element: <Navigate to="/chat" replace /> },
      {
        path: '/chat/:sessionId?',
        lazy: async () => ({ Component: (await import('../chat/ChatPage')).ChatPage }),
      },
      {
        path: '/logs',
        lazy: async () => ({ Component: (await import('../logs/LogsPage')).LogsPage }),
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
