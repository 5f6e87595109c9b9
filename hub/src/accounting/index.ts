export { JournalService } from './journal.service';
