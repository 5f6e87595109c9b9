export { findMember, insertMember, mayPartnerSee } from './member.store';
