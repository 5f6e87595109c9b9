export { findMember, findMembers, insertMember, mayPartnerSee, openBalances } from './member.store';
