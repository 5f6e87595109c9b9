import type { groupsId } from './groups-id';

/** Texts of settlement groups. */
export const groupsEn: Record<keyof typeof groupsId, string> = {
  settlementGroups: 'Settlement groups', settlementGroupsText: 'Partners that settle what they owe each other on a schedule and by a way of netting of their own. Claims across groups settle in the coalition’s own group. One person proposes a change, another approves it, and it begins on a day to come.',
  settlementGroup: 'Group', ownGroup: 'Coalition', groupMembers: 'Members', memberCount: 'Members', nettingRule: 'Way of netting', settlementCycle: 'Settlement cycle', waitingChanges: 'Waiting for a second person', newGroup: 'New group', changeRules: 'Change the rules', moveMember: 'Move a partner', toGroup: 'To group', groupChanges: 'Changes', RULES: 'Rules', MEMBER: 'Member', proposeChange: 'Propose', approveChange: 'Approve', withdrawChange: 'Withdraw', byCoalition: 'As the coalition', reasonOfChange: 'Reason', validFromHelp: 'After {{date}}, whose window is open.', changeFrom: 'In force from', decidedOn: 'Decided', groupOf: 'Group', counterpartyOf: 'Claims with', hubRest: 'Hub: its accounts, fees, PPN', SIDE_NET: 'set off', SIDE_PAYS: 'what it pays', SIDE_RECEIVES: 'what it receives', allMembers: 'All partners', asEachGroup: 'As each group nets',
};
