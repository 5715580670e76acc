import { frontEvents } from '@/features/front/front-events';
import { FrontPage } from '@/features/front/front-page';

export default async function Page() {
  return <FrontPage {...(await frontEvents())} />;
}
