import { type Channel, channels } from '../../contracts/channels.ts';

/** All channels, or the one whose dead-letter topic is named; none for another name. */
export const chooseChannels = (deadLetters: string | undefined): readonly Channel[] =>
  deadLetters === undefined ? channels : channels.filter((channel) => channel.deadLetters === deadLetters);
